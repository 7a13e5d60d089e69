import { signal } from '@preact/signals';
import { readStored, writeStored } from './browser-storage.ts';

/** The number of tickets to remember; the oldest marks are dropped first. */
const MAX = 500;

/** The last change an agent has seen of each ticket; stored across reloads. */
export interface TicketMarks {
  /** ISO 8601; '' if it was never open. */
  of(reference: string): string;
  note(reference: string, changedAt: string): void;
}

const storage = (): Storage => localStorage;

/** @param agentId several agents may share a computer */
export function createTicketMarks(agentId: string): TicketMarks {
  const key = `support-desk:read-messages:${agentId}`;
  const marks = signal<ReadonlyMap<string, string>>(new Map(parse(readStored(storage, key))));
  return {
    of: (reference) => marks.value.get(reference) ?? '',
    note(reference, changedAt) {
      const before = marks.peek();
      if ((before.get(reference) ?? '') >= changedAt) return;
      const others = [...before].filter(([each]) => each !== reference);
      marks.value = new Map([...others, [reference, changedAt] as const].slice(-MAX));
      writeStored(storage, key, JSON.stringify([...marks.peek()]));
    },
  };
}

function parse(text: string | undefined): [string, string][] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isMark) : [];
  } catch {
    return [];
  }
}

const isMark = (each: unknown): each is [string, string] =>
  Array.isArray(each) && typeof each[0] === 'string' && typeof each[1] === 'string';
