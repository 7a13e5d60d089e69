import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskMessage } from '#desk/wire.ts';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { api } from '../api.ts';
import { writeStored, readStored } from './browser-storage.ts';

const BACKOFF: Backoff = { firstMs: 500, longestMs: 8000 };

const NOT_SIGNED_IN = 401;
/** Status codes after which the server may accept the same message later: timeout, or too many requests. */
const PASSING = [408, 429];

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
 * Holds an agent's messages until the server has them. While the agent is signed in, it keeps retrying if the server
 * cannot be reached, even after a reload. Rejected messages stay until the agent retries or discards them. Files are
 * too big to be stored across reloads, so the browser asks before it leaves the page with some of them unsent.
 */
export interface Outbox {
  readonly entries: ReadonlySignal<readonly Outgoing[]>;
  /** Starts sending. @param onSignedOut called when the session has ended: unsent messages wait for the next start */
  start(onSignedOut: () => void): void;
  stop(): void;
  send(reference: string, words: Words): void;
  /** Resends a message that the server rejected. */
  retry(clientId: string): void;
  /** Discards a message that the server rejected. */
  discard(clientId: string): void;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const storage = (): Storage => sessionStorage;

/** @returns a function that gives an agent's outbox, always the same one on this page */
export function createOutboxes(): (agentId: string) => Outbox {
  const outboxes = new Map<string, Outbox>();
  return (agentId) => {
    const outbox = outboxes.get(agentId) ?? createOutbox(agentId);
    outboxes.set(agentId, outbox);
    return outbox;
  };
}

/** @param agentId so that the next agent to sign in here does not send them */
function createOutbox(agentId: string): Outbox {
  const key = `support-desk:outbox:${agentId}`;
  // Messages that an earlier page could not send. The server recognizes those it already has by their client ids.
  const entries = signal<readonly Outgoing[]>(parse(readStored(storage, key)));
  let session: Session | undefined;
  const set = (next: readonly Outgoing[]): void => {
    entries.value = next;
    const storable = next.filter(({ files }) => files.length === 0);
    writeStored(storage, key, storable.length === 0 ? undefined : JSON.stringify(storable));
  };
  addEventListener('beforeunload', (event) => {
    if (entries.value.some(({ files }) => files.length > 0)) event.preventDefault();
  });
  const without = (clientId: string): readonly Outgoing[] =>
    entries.value.filter((each) => each.clientId !== clientId);
  const add = (outgoing: Outgoing): void => {
    set([...entries.value, outgoing]);
    session?.send(outgoing);
  };
  return {
    entries,
    start(onSignedOut) {
      session = createSession({
        onSignedOut,
        onSent: (clientId) => set(without(clientId)),
        onRejected: (clientId, problem) =>
          set(entries.value.map((each) => (each.clientId === clientId ? { ...each, problem } : each))),
      });
      for (const each of entries.value) if (each.problem === '') session.send(each);
    },
    stop() {
      session?.end();
      session = undefined;
    },
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

/** Sends messages for as long as an agent is signed in. */
interface Session {
  send(outgoing: Outgoing): void;
  end(): void;
}

function createSession(to: {
  onSent: (clientId: string) => void;
  onRejected: (clientId: string, problem: string) => void;
  onSignedOut: () => void;
}): Session {
  /** Within a chat, messages are sent one by one, in the order they were written. */
  const tails = new Map<string, Promise<void>>();
  let isOver = false;
  async function deliver({ reference, clientId, text, textFormat, files }: Outgoing): Promise<void> {
    for (let tries = 1; !isOver; tries += 1) {
      const answer = await api.say(reference, { text, textFormat, clientId }, files);
      if (answer.ok) return to.onSent(clientId);
      if (isOver) return;
      const { status, problem } = answer;
      if (status === NOT_SIGNED_IN) {
        isOver = true;
        return to.onSignedOut();
      }
      if (status >= 400 && status < 500 && !PASSING.includes(status)) return to.onRejected(clientId, problem);
      await pause(waitAfter(BACKOFF, tries));
    }
  }
  return {
    send(outgoing) {
      const before = tails.get(outgoing.reference) ?? Promise.resolve();
      tails.set(
        outgoing.reference,
        before.then(() => deliver(outgoing)),
      );
    },
    end() {
      isOver = true;
    },
  };
}

/** The stored data may be damaged or from another version. */
function parse(text = '[]'): Outgoing[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isOutgoing).map((each) => ({ ...each, files: [] })) : [];
  } catch {
    return [];
  }
}

const isOutgoing = (read: unknown): read is Outgoing => {
  const each = read as Partial<Record<keyof Outgoing, unknown>> | null;
  return (
    typeof each?.reference === 'string' &&
    typeof each.clientId === 'string' &&
    typeof each.text === 'string' &&
    (each.textFormat === 'plain' || each.textFormat === 'markdown') &&
    typeof each.problem === 'string'
  );
};
