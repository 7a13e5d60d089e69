import { signal } from '@preact/signals';
import { writeStored, readStored } from './browser-storage.ts';

/** How many of the customer's messages an agent has seen in each chat; stored across reloads. */
export interface ReadMarks {
  /** Undefined if the chat was never opened. */
  of(reference: string): number | undefined;
  /**
   * Notes that the agent has a chat open.
   * @param count the number of the customer's messages; starts at 0 after a reload
   */
  note(reference: string, count: number): void;
  /** Forgets chats that have ended. */
  keepOnly(references: readonly string[]): void;
}

const storage = (): Storage => localStorage;

/** @param agentId several agents may share a computer */
export function createReadMarks(agentId: string): ReadMarks {
  const key = `support-desk:read:${agentId}`;
  const marks = signal<ReadonlyMap<string, number>>(new Map(parse(readStored(storage, key))));
  const set = (next: ReadonlyMap<string, number>): void => {
    marks.value = next;
    writeStored(storage, key, JSON.stringify([...next]));
  };
  return {
    of: (reference) => marks.value.get(reference),
    note(reference, count) {
      const before = marks.peek();
      const known = before.get(reference);
      if (known === undefined || count > known) set(new Map([...before, [reference, count]]));
    },
    keepOnly(references) {
      const before = marks.peek();
      const kept = [...before].filter(([reference]) => references.includes(reference));
      if (kept.length < before.size) set(new Map(kept));
    },
  };
}

function parse(text: string | undefined): [string, number][] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isMark) : [];
  } catch {
    return [];
  }
}

const isMark = (each: unknown): each is [string, number] =>
  Array.isArray(each) && typeof each[0] === 'string' && typeof each[1] === 'number';
