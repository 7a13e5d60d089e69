import { pino } from 'pino';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import { MemoryStorage } from '#bot-framework/state.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import { turnOf } from '#dialogs/turn.ts';
import { expectationFrom } from '#expected/expectation-from.ts';
import { createNoHandoff } from '#handoff/no-handoff.ts';
import type { Expectation } from '#knowledge/expected-schema.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { readableTitle } from '#review/answers.ts';
import { explain, type Explanation } from '#understanding/explain.ts';
import type { Reading } from '#understanding/understanding.ts';
import type { ReadySides } from './prepared-sides.ts';
import type { Side } from './side.ts';

/** An intent under the title that people know. */
interface Titled {
  intent: string;
  title: string;
}

/** A phrase that is similar to the question. */
interface NearPhrase extends Titled {
  text: string;
  /** 0..1 */
  similarity: number;
}

/** How one question of a message was understood. */
interface ChatReading extends Omit<Explanation, 'runnersUp' | 'candidates'> {
  title: string;
  runnersUp: (Titled & { score: number })[];
  candidates: Titled[];
  /** Nearest first. */
  nearPhrases: NearPhrase[];
}

/** How one side handles a message. */
interface SideTurn {
  /** In the form that the widget gets. */
  replies: Partial<Activity>[];
  readings: ChatReading[];
  /** The expectation that these replies meet. */
  expectation: Expectation;
}

/** A message, and how both sides handle it. */
interface ChatTurn {
  /** '' for the opening of the chat. */
  text: string;
  published: SideTurn;
  draft: SideTurn;
}

export interface Chat {
  isExact: boolean;
  turns: ChatTurn[];
}

const MAX_NEAR = 5;

/** Has a whole conversation with both sides, starting with its opening. @param texts what the customer says */
export async function chat(
  { published, draft, isExact }: ReadySides,
  texts: readonly string[],
  locale?: string,
): Promise<Chat> {
  const [before, after] = [await converse(published, texts, locale), await converse(draft, texts, locale)];
  const turns = ['', ...texts].map((text, at) => ({ text, published: before[at]!, draft: after[at]! }));
  return { isExact, turns };
}

async function converse(
  side: Side,
  texts: readonly string[],
  locale: string | undefined,
): Promise<SideTurn[]> {
  const { bot, readings } = listened(side);
  const conversation = openLocalConversation(bot, {
    conversationId: 'try',
    ...(locale === undefined ? {} : { locale }),
  });
  const turns = [turnOfSide(side, await conversation.join(), [])];
  for (const text of texts) turns.push(turnOfSide(side, await conversation.say(text), readings()));
  return turns;
}

/**
 * The bot of a side, with nothing stored and nobody to hand over to, and a function that tells how it read the last
 * message.
 */
function listened({ knowledge, understand }: Side): { bot: BotLogic; readings: () => readonly Reading[] } {
  let readings: readonly Reading[] = [];
  const bot = createBot({
    knowledge,
    understand,
    handoff: createNoHandoff(),
    storage: new MemoryStorage(),
    clock: () => new Date(),
    log: pino({ level: 'silent' }),
    reference: () => '–',
  });
  return {
    async bot(context) {
      await bot(context);
      if (context.activity.type === ActivityTypes.Message) readings = turnOf(context).readings;
    },
    readings: () => readings,
  };
}

function turnOfSide(
  side: Side,
  activities: readonly Partial<Activity>[],
  readings: readonly Reading[],
): SideTurn {
  const replies = activities.filter(({ type }) => type === ActivityTypes.Message);
  return {
    replies,
    readings: explained(readings, side),
    expectation: expectationFrom(replies, side.knowledge),
  };
}

function explained(readings: readonly Reading[], { knowledge, findNearest }: Side): ChatReading[] {
  return readings.map((reading) => {
    const { runnersUp, candidates, ...explanation } = explain(reading);
    return {
      ...explanation,
      ...titled(knowledge, reading.intent),
      runnersUp: runnersUp.map(({ intent, score }) => ({ ...titled(knowledge, intent), score })),
      candidates: candidates.map((intent) => titled(knowledge, intent)),
      nearPhrases: findNearest(reading.utterance, MAX_NEAR).map(({ phrase, similarity }) => ({
        ...titled(knowledge, phrase.intent),
        text: phrase.text,
        similarity,
      })),
    };
  });
}

const titled = (knowledge: Knowledge, intent: string): Titled => ({
  intent,
  title: readableTitle(knowledge, [], intent),
});
