import { setImmediate as nextSlot } from 'node:timers/promises';
import { pino } from 'pino';
import type { Activity } from '#bot-framework/activity.ts';
import { MemoryStorage } from '#bot-framework/state.ts';
import { type BotLogic, createBot } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import { createTicketOnlyHandoff } from '#evaluation/conversations/ticket-only-handoff.ts';
import { statusTableOf, type StatusTable } from '#evaluation/judge.ts';
import { observe } from '#evaluation/observed-reply.ts';
import type { Expectation, ExpectedAnswers } from '#knowledge/expected-schema.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { judgeExpectation, type Outcome } from './judge-expectation.ts';

/** The parts that read messages: a release's knowledge, and the understanding that was trained on it. */
export interface Reader {
  knowledge: Knowledge;
  understand: Understand;
}

/** The outcome of one expected answer. */
export interface ExpectedResult extends Outcome {
  document: string;
  id: string;
  kind: 'question' | 'conversation';
  /** What the customer said last: the question, or the message at which the conversation failed. */
  asked: string;
}

/** A question is a conversation of one turn. */
interface Item {
  document: string;
  id: string;
  kind: ExpectedResult['kind'];
  turns: readonly { say: string; expect?: Expectation | undefined }[];
}

/** The items in the order in which they run. */
const itemsOf = ({ questions, conversations }: ExpectedAnswers): Item[] => [
  ...questions.map(({ document, id, ask, expect }): Item => ({
    document,
    id,
    kind: 'question',
    turns: [{ say: ask, expect }],
  })),
  ...conversations.map(({ document, id, turns }): Item => ({ document, id, kind: 'conversation', turns })),
];

export const countExpected = ({ questions, conversations }: ExpectedAnswers): number =>
  questions.length + conversations.length;

/**
 * Asks a reader's bot every expected question and conversation, each in a separate conversation, and judges its
 * replies. Nothing is stored or logged. Between results, the event loop is free for others.
 */
export async function* runExpected(
  expected: ExpectedAnswers,
  reader: Reader,
  { clock }: { clock: () => Date },
): AsyncGenerator<ExpectedResult> {
  const run = createRun(reader, clock);
  for (const item of itemsOf(expected)) {
    yield await resultOf(item, run);
    await nextSlot();
  }
}

/** What all items of a run share. */
interface Run {
  knowledge: Knowledge;
  table: StatusTable;
  open: () => ReturnType<typeof openLocalConversation>;
}

function createRun({ knowledge, understand }: Reader, clock: () => Date): Run {
  const bot: BotLogic = createBot({
    knowledge,
    understand,
    handoff: createTicketOnlyHandoff(),
    storage: new MemoryStorage(),
    clock,
    log: pino({ level: 'silent' }),
    reference: () => 'ERROR',
  });
  let conversations = 0;
  const open = () => {
    conversations += 1;
    return openLocalConversation(bot, { conversationId: `expected-${conversations}` });
  };
  return { knowledge, table: statusTableOf(knowledge), open };
}

async function resultOf({ turns, ...place }: Item, run: Run): Promise<ExpectedResult> {
  const conversation = run.open();
  const said: string[] = [];
  let outcome: Outcome & { asked: string } = { passed: true, asked: '', wanted: '', got: '' };
  for (const { say, expect } of turns) {
    const replies = await conversation.say(say);
    said.push(say);
    if (expect === undefined) continue;
    const choose = async (option: string) => (await sayAll(run, [...said, option])).map(observe);
    outcome = { ...(await judgeExpectation(expect, replies, { ...run, choose })), asked: say };
    if (!outcome.passed) break;
  }
  return { ...place, ...outcome };
}

/** Sends the messages in a new conversation. @returns the replies to the last two: the offer and the chosen option */
async function sayAll({ open }: Run, messages: readonly string[]): Promise<Partial<Activity>[]> {
  const conversation = open();
  const replies: Partial<Activity>[][] = [];
  for (const message of messages) replies.push(await conversation.say(message));
  return replies.slice(-2).flat();
}
