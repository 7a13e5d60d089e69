import type { BotLogic } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import type { Certainty, Rule } from '#understanding/understanding.ts';
import { observe, type ObservedReply } from './observed-reply.ts';
import { judge, type Verdict, reaches, type StatusTable } from './judge.ts';
import type { LabelledUtterance } from './labelled-utterance.ts';

/** How a line was understood, before any dialog. */
interface LineReading {
  intent: string;
  /** Calibrated probability, 0..1, that `intent` is right. */
  confidence: number;
  certainty: Certainty;
  rule: Rule;
}

/** The result of one line. */
export interface UtteranceResult {
  line: LabelledUtterance;
  outcome: Verdict;
  /** Ids of the answers given before any option was chosen. */
  answered: string[];
  /** The first replies. */
  replies: ObservedReply[];
  /** The option that led to the right answer, if one did. */
  chosen?: string;
  /** The reading of the message's first question. */
  reading: LineReading;
  /** Milliseconds from the message to the last reply, including dialogs and state. */
  milliseconds: number;
}

/** What is measured: the bot and its understanding. */
export interface BotUnderTest {
  bot: BotLogic;
  knowledge: Knowledge;
  understand: Understand;
}

/** What an evaluation takes from outside. */
export interface EvaluateOptions {
  /** Milliseconds since any fixed moment. */
  now: () => number;
  onProgress?: (done: number, total: number) => void;
}

const tableOf = ({ models, advisories }: Knowledge): StatusTable =>
  new Map(
    [...models].map((name) => [
      name,
      [...advisories.values()].flatMap((advisory) => advisory.models.get(name)?.status ?? []),
    ]),
  );

/** Sends each line to the bot in a conversation of its own, and judges the replies. */
export async function evaluate(
  { bot, knowledge, understand }: BotUnderTest,
  lines: readonly LabelledUtterance[],
  { now, onProgress = () => {} }: EvaluateOptions,
): Promise<UtteranceResult[]> {
  const table = tableOf(knowledge);
  let conversations = 0;
  const open = () => {
    conversations += 1;
    return openLocalConversation(bot, { conversationId: `evaluation-${conversations}` });
  };

  /** Returns the replies to a line, or to a line and then one of the options that it was offered. */
  const listen = async (text: string, option?: string): Promise<ObservedReply[]> => {
    const conversation = open();
    const replies = await conversation.say(text);
    return [...replies, ...(option === undefined ? [] : await conversation.say(option))].map(observe);
  };

  const results: UtteranceResult[] = [];
  for (const line of lines) {
    const before = now();
    const replies = await listen(line.text);
    const milliseconds = now() - before;
    const [{ intent, confidence, certainty, rule }] = understand(line.text).readings;
    const reading = { intent, confidence, certainty, rule };
    const judgement = judge(line, replies, table);
    const { answered } = judgement;
    const result = { line, answered, replies, reading, milliseconds };
    if (judgement.settled) results.push({ ...result, outcome: judgement.outcome });
    else {
      const chosen = await firstThatReaches(judgement.options, async (option) =>
        reaches(line, await listen(line.text, option), table),
      );
      if (chosen !== undefined) results.push({ ...result, outcome: 'clarified', chosen });
      // Half an answer misleads when it poses as the whole: one of two models, say, with no way to the other.
      else results.push({ ...result, outcome: answered.length > 0 ? 'wrong' : 'missed' });
    }
    onProgress(results.length, lines.length);
  }
  return results;
}

async function firstThatReaches(
  options: readonly string[],
  test: (option: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const option of options) if (await test(option)) return option;
  return undefined;
}
