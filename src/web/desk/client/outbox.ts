import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskMessage } from '#desk/wire.ts';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { api } from '../api.ts';
import { writeStored, readStored } from './browser-storage.ts';

const BACKOFF: Backoff = { firstMs: 500, longestMs: 8000 };

interface Words extends Pick<DeskMessage, 'text' | 'textFormat'> {
  files: readonly File[];
}

/** An agent's message that is being sent. */
interface Outgoing extends Words {
  reference: string;
  /** The same on each attempt, so that the server stores it once. */
  clientId: string;
  /** Why the server rejected it; '' while it is being sent. */
  problem: string;
}

/**
 * An agent's messages until the server has them. Retries for as long as the server cannot be reached, even after a
 * reload. Files are too big to be stored across reloads.
 */
export interface Outbox {
  readonly entries: ReadonlySignal<readonly Outgoing[]>;
  send(reference: string, words: Words): void;
  /** Sends a message again that the server rejected. */
  retry(clientId: string): void;
  /** Discards a message that the server rejected. */
  discard(clientId: string): void;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const storage = (): Storage => sessionStorage;

/** @param agentId so that the next agent to sign in here does not send them */
export function createOutbox(agentId: string): Outbox {
  const key = `support-desk:outbox:${agentId}`;
  const entries = signal<readonly Outgoing[]>([]);
  const set = (next: readonly Outgoing[]): void => {
    entries.value = next;
    const storable = next.filter(({ files, problem }) => files.length === 0 && problem === '');
    writeStored(storage, key, storable.length === 0 ? undefined : JSON.stringify(storable));
  };
  /** Within a chat, messages are sent one by one, in the order they were written. */
  const tails = new Map<string, Promise<void>>();
  const without = (clientId: string): readonly Outgoing[] =>
    entries.value.filter((each) => each.clientId !== clientId);

  async function deliver({ reference, clientId, text, textFormat, files }: Outgoing): Promise<void> {
    const said = { text, textFormat, clientId };
    for (let tries = 1; ; tries += 1) {
      const answer = await api.say(reference, said, files);
      if (answer.ok) {
        set(without(clientId));
        return;
      }
      if (answer.status >= 400 && answer.status < 500) {
        const { problem } = answer;
        set(entries.value.map((each) => (each.clientId === clientId ? { ...each, problem } : each)));
        return;
      }
      await pause(waitAfter(BACKOFF, tries));
    }
  }

  const add = (outgoing: Outgoing): void => {
    const { reference } = outgoing;
    set([...entries.value, outgoing]);
    const before = tails.get(reference) ?? Promise.resolve();
    tails.set(
      reference,
      before.then(() => deliver(outgoing)),
    );
  };
  // Messages that an earlier page could not send. The server recognizes by the client id those it already has.
  for (const each of JSON.parse(readStored(storage, key) ?? '[]') as Outgoing[]) add(each);

  return {
    entries,
    send(reference, words) {
      const clientId = crypto.getRandomValues(new Uint32Array(4)).join('-');
      add({ ...words, reference, clientId, problem: '' });
    },
    retry(clientId) {
      const rejected = entries.value.find((each) => each.clientId === clientId);
      set(without(clientId));
      if (rejected !== undefined) add({ ...rejected, problem: '' });
    },
    discard(clientId) {
      set(without(clientId));
    },
  };
}
