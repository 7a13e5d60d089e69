import type { Store } from '#store/store.ts';
import { insertFacts, type NewTurnFact } from '#store/turn-facts.ts';

export const MONDAY = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A question that was answered with the explanation of KRACK. */
export const newFact = (changes: Partial<NewTurnFact> = {}): NewTurnFact => ({
  conversationId: 'c1',
  id: 'c1.000001',
  channel: 'directline',
  locale: 'en-US',
  at: MONDAY,
  question: 'What is KRACK?',
  parts: [{ text: 'What is KRACK?', intent: 'krack.what', confidence: 0.98 }],
  intent: 'krack.what',
  certainty: 'sure',
  confidence: 0.98,
  runnersUp: [{ intent: 'krack.range', confidence: 0.01 }],
  rule: null,
  models: [],
  apps: [],
  knowledgeVersion: 'abcdefabcdef',
  outcome: 'answered',
  answer: 'krack.what',
  chosen: null,
  tookMicroseconds: 900,
  ...changes,
});

/** A message that asks nothing. */
export const smallTalk = (intent: string, changes: Partial<NewTurnFact> = {}): NewTurnFact =>
  newFact({ question: intent, intent, outcome: 'small-talk', answer: null, ...changes });

/** Stores the turns of a conversation, a minute apart unless they say otherwise. */
export async function talk(
  store: Store,
  id: string,
  turns: readonly NewTurnFact[],
  userId = `dl_${id}`,
): Promise<void> {
  await store.conversations.start({ id, userId }, () => ({ type: 'conversationUpdate' }));
  const facts = turns.map((turn, at) => ({
    ...turn,
    conversationId: id,
    id: `${id}.00000${at + 1}`,
    at: turn.at === MONDAY ? MONDAY + at * MINUTE : turn.at,
  }));
  await insertFacts(store.engine.db, store.engine, facts);
}
