import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskSaid } from '../../../desk/wire.ts';
import { api } from '../api.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

interface Words extends Pick<DeskSaid, 'text' | 'textFormat'> {
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

/** What agents say, until the server has it: tried again for as long as the server cannot be reached. */
export interface Outbox {
  readonly entries: ReadonlySignal<readonly Outgoing[]>;
  send(reference: string, words: Words): void;
  /** Takes back what the server refused. */
  discard(clientId: string): void;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Makes an empty outbox. */
export function createOutbox(): Outbox {
  const entries = signal<readonly Outgoing[]>([]);
  /** One after the other in a chat, in the order they were written. */
  const tails = new Map<string, Promise<void>>();
  const without = (clientId: string): readonly Outgoing[] =>
    entries.value.filter((each) => each.clientId !== clientId);

  async function deliver({ reference, clientId, text, textFormat, files }: Outgoing): Promise<void> {
    const said = { text, textFormat, clientId };
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      const answer = await api.say(reference, said, files);
      if (answer.ok) {
        entries.value = without(clientId);
        return;
      }
      if (answer.status >= 400 && answer.status < 500) {
        const { problem } = answer;
        entries.value = entries.value.map((each) =>
          each.clientId === clientId ? { ...each, problem } : each,
        );
        return;
      }
      await pause(wait);
    }
  }

  return {
    entries,
    send(reference, words) {
      const clientId = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const outgoing: Outgoing = { ...words, reference, clientId, problem: '' };
      entries.value = [...entries.value, outgoing];
      const before = tails.get(reference) ?? Promise.resolve();
      tails.set(
        reference,
        before.then(() => deliver(outgoing)),
      );
    },
    discard(clientId) {
      entries.value = without(clientId);
    },
  };
}
