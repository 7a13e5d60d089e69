import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskMessage } from '#desk/wire.ts';
import { api } from '../api.ts';
import { writeStored, readStored } from './browser-storage.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

interface Words extends Pick<DeskMessage, 'text' | 'textFormat'> {
  files: readonly File[];
}

/** Something that an agent says, on its way. */
interface Outgoing extends Words {
  reference: string;
  /** The same at each try: the server has it once. */
  clientId: string;
  /** Why the server will not have it; '' while it is on its way. */
  problem: string;
}

/**
 * What agents say, until the server has it: tried again for as long as the server cannot be reached, also after a reload.
 * Files are not kept over a reload: they are too big.
 */
export interface Outbox {
  readonly entries: ReadonlySignal<readonly Outgoing[]>;
  send(reference: string, words: Words): void;
  /** Takes back what the server refused. */
  discard(clientId: string): void;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const storage = (): Storage => sessionStorage;

/** @param agentId whoever signs in next in this tab sends none of it */
export function createOutbox(agentId: string): Outbox {
  const key = `support-desk:outbox:${agentId}`;
  const entries = signal<readonly Outgoing[]>([]);
  const set = (next: readonly Outgoing[]): void => {
    entries.value = next;
    const kept = next.filter(({ files, problem }) => files.length === 0 && problem === '');
    writeStored(storage, key, kept.length === 0 ? undefined : JSON.stringify(kept));
  };
  /** One after the other in a chat, in the order they were written. */
  const tails = new Map<string, Promise<void>>();
  const without = (clientId: string): readonly Outgoing[] =>
    entries.value.filter((each) => each.clientId !== clientId);

  async function deliver({ reference, clientId, text, textFormat, files }: Outgoing): Promise<void> {
    const said = { text, textFormat, clientId };
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
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
      await pause(wait);
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
  // What an earlier page had not got through. The server knows by the client's id what it has already.
  for (const each of JSON.parse(readStored(storage, key) ?? '[]') as Outgoing[]) add(each);

  return {
    entries,
    send(reference, words) {
      const clientId = crypto.getRandomValues(new Uint32Array(4)).join('-');
      add({ ...words, reference, clientId, problem: '' });
    },
    discard(clientId) {
      set(without(clientId));
    },
  };
}
