import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskOutcome } from '#desk/wire.ts';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { api } from '../api.ts';
import { readStored, writeStored } from './browser-storage.ts';

/** How long a close can be undone. */
export const UNDO_MS = 5000;
const BACKOFF: Backoff = { firstMs: 500, longestMs: 8000 };

/** A chat that is about to be closed. */
interface PendingClose {
  reference: string;
  outcome: DeskOutcome;
  /** How many messages of the customer the agent had seen. */
  seen: number;
}

/**
 * Chats that are about to be closed: the server is told once there is no undoing it any more, when the page is left, or
 * by the next page if this one ended without a word. Until then they are kept in the browser, so none is lost.
 */
export interface Closing {
  readonly pending: ReadonlySignal<readonly PendingClose[]>;
  close: (closed: PendingClose) => void;
  /** Takes it back, unless the server knows already. @returns whether it did */
  undo: (reference: string) => boolean;
  /** Tells the server of all of them now. Those that it could not be told of wait for the next page. */
  finish: () => Promise<void>;
  end: () => void;
}

/** What the server says when the chat cannot be closed, now or later: it is somebody else's, gone, or closed already. */
const REFUSALS = [403, 404, 409];

const storage = (): Storage => localStorage;

/** @param onProblem is told in a sentence why the server did not close one */
export function createClosing(agentId: string, onProblem: (problem: string) => void): Closing {
  const key = `support-desk:closing:${agentId}`;
  const pending = signal<readonly PendingClose[]>([]);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const sending = new Map<string, Promise<void>>();
  let isOver = false;
  const set = (next: readonly PendingClose[]): void => {
    pending.value = next;
    writeStored(storage, key, next.length === 0 ? undefined : JSON.stringify(next));
  };
  const forget = (reference: string): void => {
    clearTimeout(timers.get(reference));
    timers.delete(reference);
    set(pending.value.filter((each) => each.reference !== reference));
  };
  const tell = async (close: PendingClose, tries: number): Promise<void> => {
    const { reference, outcome } = close;
    const answer = await api.closeChat(reference, outcome);
    sending.delete(reference);
    const isRefused = !answer.ok && REFUSALS.includes(answer.status);
    if (answer.ok || isRefused) forget(reference);
    else setTimeout(() => retry(close, tries + 1), waitAfter(BACKOFF, tries));
    if (isRefused) onProblem(answer.problem);
  };
  const retry = (close: PendingClose, tries: number): void => {
    const isPending = pending.peek().some(({ reference }) => reference === close.reference);
    if (!isOver && isPending) void send(close, tries);
  };
  const send = (close: PendingClose, tries = 1): Promise<void> => {
    const { reference } = close;
    clearTimeout(timers.get(reference));
    timers.delete(reference);
    const told = sending.get(reference) ?? tell(close, tries);
    sending.set(reference, told);
    return told;
  };
  /** At once, before the page is gone. */
  const sendAll = (): void => {
    for (const each of pending.value) if (timers.has(each.reference)) void send(each);
  };
  addEventListener('pagehide', sendAll);
  set(parse(readStored(storage, key)));
  for (const each of pending.value) void send(each);
  return {
    pending,
    close(given) {
      const { reference } = given;
      set([...pending.value.filter((each) => each.reference !== reference), given]);
      timers.set(
        reference,
        setTimeout(() => void send(given), UNDO_MS),
      );
    },
    undo(reference) {
      const canUndo = timers.has(reference);
      if (canUndo) forget(reference);
      return canUndo;
    },
    async finish() {
      await Promise.all(pending.value.map((each) => send(each)));
    },
    end() {
      isOver = true;
      sendAll();
      removeEventListener('pagehide', sendAll);
    },
  };
}

function parse(text: string | undefined): PendingClose[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isPendingClose) : [];
  } catch {
    return [];
  }
}

const isPendingClose = (each: unknown): each is PendingClose =>
  typeof each === 'object' &&
  each !== null &&
  'reference' in each &&
  typeof each.reference === 'string' &&
  'outcome' in each &&
  typeof each.outcome === 'string' &&
  'seen' in each &&
  typeof each.seen === 'number';
