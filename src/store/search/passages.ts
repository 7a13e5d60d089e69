import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import type { StoredActivity } from '../events.ts';
import { wordsOf } from './words.ts';

/** A stretch of a conversation that is searched as one. */
export interface Passage {
  fromSeq: number;
  toSeq: number;
  words: readonly string[];
}

/** The text of a message, with its sequence number. */
export interface SpokenText {
  seq: number;
  text: string;
}

const MAX_MESSAGES = 40;
const MAX_WORDS = 600;
/** Per message; nobody searches further into one. */
const LONGEST_TEXT = 20_000;

/** The text of an activity that people read; '' for every other activity. */
export function textIn({ hidden, body }: Pick<StoredActivity, 'hidden' | 'body'>): string {
  if (hidden) return '';
  const { type, text } = JSON.parse(body) as TranscriptActivity;
  return type === 'message' && typeof text === 'string' ? text.slice(0, LONGEST_TEXT) : '';
}

/** Splits texts, in order, into passages. Later texts only ever extend the last passage. */
export function passagesIn(texts: readonly SpokenText[]): Passage[] {
  const passages: Passage[] = [];
  let current: { fromSeq: number; toSeq: number; words: string[]; messages: number } | undefined;
  for (const { seq, text } of texts) {
    const words = [...wordsOf(text)].map(({ word }) => word);
    if (words.length === 0) continue;
    const isFull =
      current !== undefined &&
      (current.messages === MAX_MESSAGES || current.words.length + words.length > MAX_WORDS);
    if (current === undefined || isFull) {
      current = { fromSeq: seq, toSeq: seq, words: [], messages: 0 };
      passages.push(current);
    }
    current.toSeq = seq;
    current.words.push(...words);
    current.messages += 1;
  }
  return passages;
}
