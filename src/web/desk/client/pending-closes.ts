import type { DeskOutcome } from '#desk/wire.ts';
import { readStored, storedKeys, writeStored } from './browser-storage.ts';

/** A chat that is about to be closed. */
export interface PendingClose {
  reference: string;
  outcome: DeskOutcome;
  /** How many of the customer's messages the agent had seen. */
  seen: number;
  /** The watermark of the newest activity that the agent had seen. */
  watermark: string;
  /** When to send it to the server: milliseconds since the epoch. */
  dueAt: number;
}

/** An agent's pending closes, shared by all tabs of the browser: one storage entry each. */
export interface PendingCloses {
  all: () => PendingClose[];
  add: (close: PendingClose) => void;
  remove: (reference: string) => void;
  /** @param onChange called when another tab adds or removes one; @returns a function that stops it */
  watch: (onChange: () => void) => () => void;
}

const storage = (): Storage => localStorage;

export function createPendingCloses(agentId: string): PendingCloses {
  const prefix = `support-desk:closing:${agentId}:`;
  // Works even if the browser blocks storage.
  const here = new Map<string, PendingClose>();
  const stored = (): PendingClose[] =>
    storedKeys(storage, prefix).flatMap((key) => parse(readStored(storage, key)) ?? []);
  return {
    all() {
      const shared = stored();
      return [...shared, ...[...here.values()].filter(({ reference }) => !isIn(shared, reference))];
    },
    add(close) {
      const key = prefix + close.reference;
      writeStored(storage, key, JSON.stringify(close));
      if (readStored(storage, key) === undefined) here.set(close.reference, close);
    },
    remove(reference) {
      here.delete(reference);
      writeStored(storage, prefix + reference, undefined);
    },
    watch(onChange) {
      const onStorage = ({ key }: StorageEvent): void => {
        if (key === null || key.startsWith(prefix)) onChange();
      };
      addEventListener('storage', onStorage);
      return () => removeEventListener('storage', onStorage);
    },
  };
}

const isIn = (closes: readonly PendingClose[], wanted: string): boolean =>
  closes.some(({ reference }) => reference === wanted);

function parse(text = ''): PendingClose | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isPendingClose(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

const isPendingClose = (read: unknown): read is PendingClose => {
  const each = read as Partial<Record<keyof PendingClose, unknown>> | null;
  return (
    typeof each?.reference === 'string' &&
    typeof each.outcome === 'string' &&
    typeof each.seen === 'number' &&
    typeof each.watermark === 'string' &&
    typeof each.dueAt === 'number'
  );
};
