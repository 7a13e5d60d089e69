import { createHash } from 'node:crypto';
import { comparable } from '#knowledge/phrases.ts';
import type { StoredQuestion } from '#store/review-questions.ts';
import type { Mask, MaskedPart } from '../masking/mask.ts';
import { type ReviewReason, reviewReasons } from './reason.ts';
import { reasonsFor, worthOf } from './reasons.ts';

/** A wording that is worth a look, however often it was asked. Contains no personal data. */
export interface ReviewItem {
  /** A hash of its masked words: the same wording has the same key on every server. */
  key: string;
  text: string;
  /** The text, with masked parts marked. */
  parts: MaskedPart[];
  /** How often it was asked, and how many of those times in the newer half of the period. */
  count: number;
  recent: number;
  /** Milliseconds since the epoch. */
  lastAt: number;
  /** By worth, highest first. */
  reasons: ReviewReason[];
  /** Summed over every time it was asked. */
  worth: number;
  /** The answers it might have meant, with the weight of each. */
  meant: Record<string, number>;
  /** The newest conversations in which it was asked. */
  conversationIds: string[];
}

const MAX_CONVERSATIONS = 5;
const KEY_LENGTH = 32;

/** The key of a masked wording. Case, accents and punctuation make no difference. */
const keyOf = (masked: string): string =>
  createHash('sha256').update(comparable(masked)).digest('hex').slice(0, KEY_LENGTH);

/** Whether any words remain besides what was masked. */
const hasWords = (parts: readonly MaskedPart[]): boolean =>
  parts.some(({ text, kind }) => kind === undefined && /\p{L}{2}/u.test(text));

/** @param isAnswer whether an intent is something that the bot can be taught to say */
function meaningsOf(
  { intent, confidence, runnersUp }: StoredQuestion,
  isAnswer: (intent: string) => boolean,
) {
  const first = intent === null ? [] : [{ intent, confidence }];
  return [...first, ...runnersUp].filter((meaning) => isAnswer(meaning.intent));
}

function add(item: ReviewItem, question: StoredQuestion, since: number, isAnswer: (id: string) => boolean) {
  const reasons = reasonsFor(question);
  item.count += 1;
  if (question.at >= since) item.recent += 1;
  item.lastAt = Math.max(item.lastAt, question.at);
  item.reasons = reviewReasons.filter((reason) => item.reasons.includes(reason) || reasons.includes(reason));
  item.worth += worthOf(reasons);
  for (const { intent, confidence } of meaningsOf(question, isAnswer))
    item.meant[intent] = (item.meant[intent] ?? 0) + confidence;
  if (
    item.conversationIds.length < MAX_CONVERSATIONS &&
    !item.conversationIds.includes(question.conversationId)
  )
    item.conversationIds.push(question.conversationId);
}

/**
 * Turns questions into items: masks them and groups identical ones.
 * @param questions newest first
 * @param since when the newer half of the period begins, in milliseconds since the epoch
 * @returns the items, by worth, highest first, and the wordings of the questions that need no look
 */
export function itemsOf(
  questions: readonly StoredQuestion[],
  { mask, since, isAnswer }: { mask: Mask; since: number; isAnswer: (intent: string) => boolean },
): { items: ReviewItem[]; others: string[] } {
  const items = new Map<string, ReviewItem>();
  const others = new Set<string>();
  for (const question of questions) {
    const wording = question.part ?? question.question;
    if (reasonsFor(question).length === 0) {
      others.add(wording);
      continue;
    }
    const { text, parts } = mask(wording, question.names);
    if (!hasWords(parts)) continue;
    const key = keyOf(text);
    const item = items.get(key) ?? emptyItem(key, text, parts);
    items.set(key, item);
    add(item, question, since, isAnswer);
  }
  const sorted = [...items.values()].sort((a, b) => b.worth - a.worth || b.lastAt - a.lastAt);
  return { items: sorted, others: [...others] };
}

const emptyItem = (key: string, text: string, parts: MaskedPart[]): ReviewItem => ({
  key,
  text,
  parts,
  count: 0,
  recent: 0,
  lastAt: 0,
  reasons: [],
  worth: 0,
  meant: {},
  conversationIds: [],
});
