import { type FormattedText, plain } from './formatted-text.ts';

/** The stored form of an unsent reply. */
export interface StoredReply extends FormattedText {
  /** An answer or canned reply that fills the box: shown as plain text, sent as Markdown. */
  inserted?: { shown: string; markdown: string };
}

/** Reads a stored reply. Anything not stored by this version of the desk is treated as the agent's plain text. */
export function storedReplyIn(stored: string): StoredReply {
  try {
    const read: unknown = JSON.parse(stored);
    return isReply(read) ? read : plain(stored);
  } catch {
    return plain(stored);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isReply = (value: unknown): value is StoredReply =>
  isObject(value) &&
  typeof value['text'] === 'string' &&
  Array.isArray(value['marks']) &&
  value['marks'].every(isMark) &&
  (value['inserted'] === undefined || isInserted(value['inserted']));

const isMark = (value: unknown): boolean =>
  isObject(value) && typeof value['at'] === 'number' && typeof value['text'] === 'string';

const isInserted = (value: unknown): boolean =>
  isObject(value) && typeof value['shown'] === 'string' && typeof value['markdown'] === 'string';
