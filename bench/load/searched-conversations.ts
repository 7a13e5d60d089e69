import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { activityId } from '#store/ids.ts';
import { passagesIn, textIn } from '#store/search/passages.ts';
import { insertPassages } from '#store/search/write-passages.ts';

const HOUR = 3_600_000;
const SPREAD_HOURS = 24 * 80;
const IN_ONE_STATEMENT = 500;
/** The messages of a conversation: question and answer, in turn. */
const MESSAGES = 6;
const VOCABULARY = 6000;

/** Numbers from 0 to 1 that are the same in each run. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const syllables = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'je',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ri',
  'so',
  'tu',
  'va',
];
/** A made-up word for a number: a lower number is a shorter word. */
const wordOf = (number: number): string =>
  Array.from((number + 16).toString(16), (digit) => syllables[Number.parseInt(digit, 16)]).join('');

/** As in any language, a few words are very common and most are rare. */
const word = (chance: () => number): string => wordOf(Math.floor(VOCABULARY * chance() ** 4));

const sentence = (chance: () => number, words: number): string =>
  Array.from({ length: words }, () => word(chance)).join(' ');

/** The words that the bench searches for, and how often they occur. */
export const searched = {
  inEach: 'hello',
  often: 'patched',
  /** In every second conversation, but never together with `often`. */
  otherwise: 'guest',
  rarely: 'zebra',
  phrase: 'drops out every night',
};

function textOf(conversation: number, message: number, chance: () => number): string {
  if (message % 2 === 1) return `${sentence(chance, 40)}.`;
  const marks = [
    ...(message === 0 ? [searched.inEach] : []),
    ...(message === 2 ? [conversation % 2 === 0 ? searched.often : searched.otherwise] : []),
    ...(message === 4 && conversation % 100 === 0 ? [searched.phrase] : []),
    ...(message === 4 && conversation % 20_000 === 7 ? [searched.rarely] : []),
  ];
  return [sentence(chance, 8), ...marks].join(' ');
}

/**
 * Stores conversations between customers and the bot, spread over eighty days, many in one transaction.
 * @param options `isIndexed`: with search passages, as the index would create them
 */
export async function fillConversations(
  { engine }: Store,
  { name, count, isIndexed }: { name: string; count: number; isIndexed: boolean },
): Promise<void> {
  const chance = createChance(1);
  const idOf = (number: number): string => `${name}-${number}`;
  const now = Date.now();
  for (let first = 0; first < count; first += IN_ONE_STATEMENT) {
    const numbers = Array.from({ length: Math.min(IN_ONE_STATEMENT, count - first) }, (_, at) => first + at);
    await engine.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('conversations')
        .values(
          numbers.map((number) => {
            const at = now - Math.floor((1 - number / count) * SPREAD_HOURS) * HOUR;
            return {
              id: idOf(number),
              user_id: `dl_${number}`,
              user_name: null,
              locale: 'en',
              created_at: at,
              last_active_at: at - (at % HOUR),
              started_at: at,
              last_seq: MESSAGES,
              unanswered_count: 0,
              lease_owner: null,
            };
          }),
        )
        .execute();
      const rows = numbers.map((number) =>
        Array.from({ length: MESSAGES }, (_, message) =>
          activityRow({ id: idOf(number), number, message }, { chance, now }),
        ),
      );
      for (const part of rows) await transaction.insertInto('activities').values(part).execute();
      if (!isIndexed) return;
      const passages = rows.flatMap((part) =>
        passagesIn(part.map(({ seq, body }) => ({ seq, text: textIn({ hidden: false, body }) }))).map(
          (passage) => ({
            ...passage,
            conversationId: part[0]?.conversation_id ?? '',
          }),
        ),
      );
      await insertPassages(transaction, engine, passages);
      await transaction
        .insertInto('search_progress')
        .values(numbers.map((number) => ({ conversation_id: idOf(number), indexed_seq: MESSAGES })))
        .execute();
    });
  }
  if (engine.kind === 'postgres') await sql`analyze`.execute(engine.db);
}

function activityRow(
  { id, number, message }: { id: string; number: number; message: number },
  { chance, now }: { chance: () => number; now: number },
) {
  const seq = message + 1;
  const body = {
    type: 'message',
    id: activityId(id, seq),
    timestamp: new Date(now).toISOString(),
    conversation: { id },
    from: { id: message % 2 === 0 ? `dl_${number}` : 'bot', role: message % 2 === 0 ? 'user' : 'bot' },
    text: textOf(number, message, chance),
  };
  return {
    conversation_id: id,
    seq,
    client_id: null,
    status: message % 2 === 0 ? ('answered' as const) : null,
    attempts: 0,
    is_hidden: 0,
    body: JSON.stringify(body),
    created_at: now,
  };
}
