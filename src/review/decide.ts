import type { DraftAnswer } from '#store/review.ts';
import { newAnswerId, OUT_OF_SCOPE, teachable } from './answers.ts';
import { readAgentsWords } from './drafts/agents-words.ts';
import { asPhrase } from './drafts/check-phrase.ts';
import type { Chosen, ReviewContext } from './review-context.ts';
import type { ReviewItem as SurveyedItem } from './survey/items.ts';
import type { ReviewDecided, ReviewDecision } from './wire.ts';

/**
 * Closes wordings: as phrases of an answer, of a new answer or of what is out of scope, or as they are.
 * @returns the result; undefined if there is no such answer
 */
export async function decide(
  context: ReviewContext,
  chosen: Chosen,
  decision: ReviewDecision,
): Promise<ReviewDecided | undefined> {
  const items = await context.chosenItems(chosen);
  const decided = await decideItems(context, items, decision);
  const found = new Set(keysOf(items));
  const gone = chosen.keys.filter((key) => !found.has(key)).map(() => ({ parts: [], why: 'gone' as const }));
  return decided && { ...decided, refused: [...decided.refused, ...gone] };
}

async function decideItems(
  context: ReviewContext,
  items: readonly SurveyedItem[],
  decision: ReviewDecision,
): Promise<ReviewDecided | undefined> {
  switch (decision.kind) {
    case 'leave': {
      const keys = keysOf(items);
      await context.store.review.decide({ keys, decision: 'left', phrases: [] });
      return { closed: keys, phrases: 0, refused: [], answer: null };
    }
    case 'not-ours':
      return await takePhrases(context, items, { decision: 'not-ours', intent: OUT_OF_SCOPE });
    case 'answer': {
      const offered = teachable(context.knowledge, await context.store.review.answers());
      if (!offered.some(({ id }) => id === decision.intent)) return undefined;
      return await takePhrases(context, items, { decision: 'answer', intent: decision.intent });
    }
    case 'new-answer': {
      const answer = await draftAnswer(context, items, decision.question);
      return await takePhrases(context, items, { decision: 'new-answer', intent: answer.id, answer });
    }
  }
}

const keysOf = (items: readonly SurveyedItem[]): string[] => items.map(({ key }) => key);

async function draftAnswer(
  { store, knowledge, mask }: ReviewContext,
  items: readonly SurveyedItem[],
  question: string,
): Promise<DraftAnswer> {
  const taken = teachable(knowledge, await store.review.answers());
  const masked = asPhrase((await mask())(question).text);
  const conversationIds = [...new Set(items.flatMap((item) => item.conversationIds))];
  return {
    id: newAnswerId(masked, new Set(taken.map(({ id }) => id))),
    question: masked,
    material: await readAgentsWords(store, conversationIds, await mask()),
  };
}

async function takePhrases(
  { store, phrasesOf }: ReviewContext,
  items: readonly SurveyedItem[],
  {
    decision,
    intent,
    answer,
  }: { decision: 'answer' | 'new-answer' | 'not-ours'; intent: string; answer?: DraftAnswer },
): Promise<ReviewDecided> {
  const { phrases, refused } = await phrasesOf(items, intent);
  const keys = keysOf(items);
  // Without phrases, nothing would lead to the new answer, and it would be lost.
  const isAsked = answer !== undefined && phrases.length > 0;
  await store.review.decide({ keys, decision, phrases, ...(isAsked ? { answer } : {}) });
  return {
    closed: keys,
    phrases: phrases.length,
    refused,
    answer: isAsked ? { id: answer.id, title: answer.question } : null,
  };
}
