import type { Entry } from '../client/chat-client.ts';
import { isSameDay } from './dates.ts';

/** An entry, with the properties that depend on its position in the conversation. */
export interface Row {
  entry: Entry;
  key: string;
  /** First of its day: a date line goes above it. */
  startsDay: boolean;
  /** First and last of a run of messages from the same side, close together. */
  startsGroup: boolean;
  endsGroup: boolean;
  /** First of those that arrived while the panel was closed. */
  startsNew: boolean;
}

const GROUP_MS = 5 * 60_000;

const sideOf = (entry: Entry): string =>
  entry.kind === 'pending' ? 'visitor' : `${entry.from} ${entry.agent?.name ?? ''}`.trim();

/** A key that a message keeps when it turns from pending to sent, so that it is not drawn again. */
export const keyOf = (entry: Entry): string => entry.clientId ?? (entry.kind === 'message' ? entry.id : '');

const belongTogether = (one: Entry, other: Entry): boolean =>
  sideOf(one) === sideOf(other) &&
  isSameDay(one.at, other.at) &&
  Math.abs(other.at.getTime() - one.at.getTime()) < GROUP_MS;

/** @param firstNew id of the first message that came while the panel was hidden, if any */
export function rowsOf(entries: readonly Entry[], firstNew: string | undefined): Row[] {
  return entries.map((entry, at) => {
    const before = entries[at - 1];
    const after = entries[at + 1];
    return {
      entry,
      key: keyOf(entry),
      startsDay: before === undefined || !isSameDay(before.at, entry.at),
      startsGroup: before === undefined || !belongTogether(before, entry),
      endsGroup: after === undefined || !belongTogether(entry, after),
      startsNew: entry.kind === 'message' && entry.id === firstNew,
    };
  });
}
