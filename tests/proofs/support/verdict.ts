import type { BotLogic } from '#bot/support-bot.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import type { Held } from './customer.ts';
import type { DirectLineClient, Opened, Seen } from './direct-line.ts';
import { printLine } from './print-line.ts';

const SHOWN = 10;

/** What a proof counts. All counts after `answers` must be 0. */
export interface Verdict {
  conversations: number;
  accepted: number;
  answers: number;
  /** Accepted messages without a complete answer. */
  lost: number;
  /** Messages stored twice, answers sent twice, welcomes after the first. */
  doubled: number;
  /** Messages and replies that are out of order. */
  outOfOrder: number;
  /** Answers that differ from those of an undisturbed bot, because the state was wrong. */
  wrong: number;
  /** Sequence numbers without an activity. */
  gaps: number;
  /** Conversations whose reader missed activities, or received them twice or out of order. */
  misread: number;
}

const noFaults: Verdict = {
  conversations: 0,
  accepted: 0,
  answers: 0,
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  wrong: 0,
  gaps: 0,
  misread: 0,
};

/** Compares the transcripts with what the same bot says without server, crash or database. */
export async function judge(
  held: readonly Held[],
  client: DirectLineClient,
  bot: BotLogic,
): Promise<Verdict> {
  const sum = { ...noFaults };
  const problems: string[] = [];
  for (const one of held) {
    const found = await judgeOne(one, await readTranscript(client, one.opened), bot, (problem) =>
      problems.push(`${one.opened.conversationId}: ${problem}`),
    );
    for (const key of Object.keys(sum) as (keyof Verdict)[]) sum[key] += found[key];
  }
  for (const problem of problems.slice(0, SHOWN)) printLine(`  ${problem}`);
  if (problems.length > SHOWN) printLine(`  … and ${problems.length - SHOWN} more`);
  return sum;
}

const faults = ['lost', 'doubled', 'outOfOrder', 'wrong', 'gaps', 'misread'] as const;

/** Returns true if every accepted message has exactly one answer, and everything else is right. */
export const holds = (verdict: Verdict): boolean =>
  verdict.accepted > 0 &&
  verdict.answers === verdict.accepted &&
  faults.every((fault) => verdict[fault] === 0);

export const describeVerdict = (verdict: Verdict): string =>
  `${verdict.conversations} conversations, accepted messages ${verdict.accepted}, answers ${verdict.answers}, ` +
  `lost ${verdict.lost}, doubled ${verdict.doubled}, out of order ${verdict.outOfOrder}, ` +
  `wrong ${verdict.wrong}, gaps ${verdict.gaps}, misread ${verdict.misread}`;

interface Transcript {
  activities: Seen[];
  /** The sequence number of the newest activity. */
  last: number;
}

async function readTranscript(client: DirectLineClient, opened: Opened): Promise<Transcript> {
  const activities: Seen[] = [];
  for (let watermark = '0'; ;) {
    const page = await client.poll(opened, watermark);
    if (page.watermark === watermark) return { activities, last: Number(watermark) };
    activities.push(...page.activities);
    watermark = page.watermark;
  }
}

/** The customer's join has a sequence number, but is not shown to anybody. */
const HIDDEN = 1;

async function judgeOne(
  { opened: { conversationId }, acknowledged, renamed, reader }: Held,
  { activities, last }: Transcript,
  bot: BotLogic,
  report: (problem: string) => void,
): Promise<Verdict> {
  const verdict = { ...noFaults, conversations: 1, accepted: acknowledged.length };
  const count = (kind: keyof Verdict, problem: string, by = 1): void => {
    verdict[kind] += by;
    report(`${kind}: ${problem}`);
  };
  const messages = activities.filter(({ from }) => from.role === 'user');
  const welcomes = activities.filter(({ from, replyToId }) => from.role === 'bot' && replyToId === undefined);
  const replies = Map.groupBy(
    activities.filter(({ replyToId }) => replyToId !== undefined),
    ({ replyToId }) => replyToId,
  );
  const stored = messages.map(({ id }) => id);
  const missing = acknowledged.filter((id) => !stored.includes(id));
  if (missing.length > 0) count('lost', `messages not stored: ${missing.join()}`, missing.length);
  if (renamed > 0) count('doubled', `${renamed} messages got a second id`, renamed);
  const clientIds = new Set(messages.map(({ channelData }) => channelData?.clientActivityID));
  if (clientIds.size < messages.length)
    count('doubled', 'messages stored twice', messages.length - clientIds.size);
  if (missing.length === 0 && stored.join() !== acknowledged.join())
    count('outOfOrder', `sent ${acknowledged.join()}, stored ${stored.join()}`);

  const undisturbed = openLocalConversation(bot, { conversationId, channelId: 'directline' });
  const told = welcomes.map(said).join('\n');
  const welcome = (await undisturbed.join()).map(said).join('\n');
  if (welcomes.length === 0) count('lost', 'the welcome');
  else if (welcomes.length > 1) count('doubled', 'the welcome', welcomes.length - 1);
  else if (told !== welcome) count('wrong', `welcome ${told}`);

  const expectedOrder: string[] = [];
  for (const message of messages) {
    const expected = (await undisturbed.say(message.text ?? '')).map(said);
    const given = replies.get(message.id) ?? [];
    expectedOrder.push(...given.map((_, index) => `${message.id}-${index + 1}`));
    if (given.length > 0) verdict.answers += 1;
    const what = `"${message.text}" (${message.id}): ${JSON.stringify(given.map(said))}, not ${JSON.stringify(expected)}`;
    if (given.length < expected.length) count('lost', what);
    else if (given.length > expected.length) count('doubled', what, given.length - expected.length);
    else if (given.some((reply, index) => said(reply) !== expected[index])) count('wrong', what);
  }
  const order = activities.filter(({ replyToId }) => replyToId !== undefined).map(({ id }) => id);
  if (order.join() !== expectedOrder.join()) count('outOfOrder', `answers ${order.join()}`);
  const early = order.filter(
    (id, index) => place(activities, id) < place(activities, asked(expectedOrder[index])),
  );
  if (early.length > 0) count('outOfOrder', `before their messages: ${early.join()}`, early.length);
  const gaps = last - activities.length - HIDDEN;
  if (gaps !== 0)
    count('gaps', `${activities.length} activities, last sequence number ${last}`, Math.abs(gaps));
  if (reader.ids.join() !== activities.map(({ id }) => id).join())
    count('misread', `by ${reader.way}: ${reader.ids.join()}, not ${activities.map(({ id }) => id).join()}`);
  return verdict;
}

/** Replaces reference numbers, which differ every time. */
const REFERENCE = /\b[A-Z\d]{4}-[A-Z\d]{4}\b/g;

/** What a customer sees of a reply: its text and its choices. */
const said = ({ text, suggestedActions }: Pick<Partial<Seen>, 'text' | 'suggestedActions'>): string =>
  JSON.stringify([
    (text ?? '').replaceAll(REFERENCE, '(reference)'),
    (suggestedActions?.actions ?? []).map(({ title }) => title),
  ]);

const place = (activities: readonly Seen[], id: string): number =>
  activities.findIndex((activity) => activity.id === id);

/** Returns the id of the message that a reply answers, which its own id contains. */
const asked = (replyId = ''): string => replyId.slice(0, replyId.lastIndexOf('-'));
