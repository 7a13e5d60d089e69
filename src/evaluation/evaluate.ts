import type { BotLogic } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import type { Certainty, Rule } from '#understanding/understanding.ts';
import { observe, type ObservedReply } from './observed-reply.ts';
import { settle, type Settled, statusTableOf } from './judge.ts';
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
export interface UtteranceResult extends Settled {
  line: LabelledUtterance;
  /** The first replies. */
  replies: ObservedReply[];
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

/** The external dependencies of an evaluation. */
export interface EvaluateOptions {
  /** Milliseconds since any fixed moment. */
  now: () => number;
  onProgress?: (done: number, total: number) => void;
}

/** Sends each line to the bot in a separate conversation, and judges the replies. */
export async function evaluate(
  { bot, knowledge, understand }: BotUnderTest,
  lines: readonly LabelledUtterance[],
  { now, onProgress = () => {} }: EvaluateOptions,
): Promise<UtteranceResult[]> {
  const table = statusTableOf(knowledge);
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
    const settled = await settle(line, replies, table, (option) => listen(line.text, option));
    results.push({ line, replies, reading, milliseconds, ...settled });
    onProgress(results.length, lines.length);
  }
  return results;
}
