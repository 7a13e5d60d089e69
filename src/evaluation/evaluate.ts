import type { BotLogic } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import type { Certainty, Rule } from '#understanding/understanding.ts';
import { hear, type Heard } from './heard.ts';
import { judge, type Outcome, reaches, type StatusTable } from './judge.ts';
import type { LabelledLine } from './labelled-line.ts';

/** What the understanding made of a line by itself, before the dialogs. */
interface LineReading {
  intent: string;
  /** Calibrated probability, 0..1, that `intent` is right. */
  confidence: number;
  certainty: Certainty;
  rule: Rule;
}

/** One line said to the bot, and what came of it. */
export interface LineResult {
  line: LabelledLine;
  outcome: Outcome;
  /** Ids of the answers told before any option was chosen. */
  told: string[];
  /** The first replies. */
  replies: Heard[];
  /** The option that led to the right answer, where one did. */
  chosen?: string;
  /** Of the first question in the message. */
  reading: LineReading;
  /** From the message to the last reply, in milliseconds, dialogs and state included. */
  milliseconds: number;
}

/** What is measured: the bot itself, and how it understands. */
export interface Subject {
  bot: BotLogic;
  knowledge: Knowledge;
  understand: Understand;
}

/** What evaluating takes from outside. */
export interface EvaluateOptions {
  /** Milliseconds since any fixed moment. */
  now: () => number;
  onProgress?: (done: number, total: number) => void;
}

/** Says each line to the bot, each in a conversation of its own, and judges what it hears. */
export async function evaluate(
  { bot, knowledge, understand }: Subject,
  lines: readonly LabelledLine[],
  { now, onProgress = () => {} }: EvaluateOptions,
): Promise<LineResult[]> {
  const table: StatusTable = new Map([...knowledge.models].map(([name, { status }]) => [name, status]));
  let conversations = 0;
  const open = () => {
    conversations += 1;
    return openLocalConversation(bot, { conversationId: `evaluation-${conversations}` });
  };

  /** The replies to a line alone, or to a line and then one of the options it was offered. */
  const listen = async (text: string, option?: string): Promise<Heard[]> => {
    const conversation = open();
    const replies = await conversation.say(text);
    return [...replies, ...(option === undefined ? [] : await conversation.say(option))].map(hear);
  };

  const results: LineResult[] = [];
  for (const line of lines) {
    const before = now();
    const replies = await listen(line.text);
    const milliseconds = now() - before;
    const [{ intent, confidence, certainty, rule }] = understand(line.text).readings;
    const reading = { intent, confidence, certainty, rule };
    const judgement = judge(line, replies, table);
    const { told } = judgement;
    const result = { line, told, replies, reading, milliseconds };
    if (judgement.settled) results.push({ ...result, outcome: judgement.outcome });
    else {
      const chosen = await firstThatReaches(judgement.options, async (option) =>
        reaches(line, await listen(line.text, option), table),
      );
      if (chosen !== undefined) results.push({ ...result, outcome: 'clarified', chosen });
      // Half of an answer told as the whole misleads: one of two models, say, and no way to the other.
      else results.push({ ...result, outcome: told.length > 0 ? 'wrong' : 'missed' });
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
