import { addView, compare, isWhole, noView, saidByBot, type View } from './chat-ledger.ts';
import type { ChatPair } from './chat-pair.ts';
import type { DirectLineClient, Opened, Seen } from './direct-line.ts';
import type { ChatSeen } from './stream-reader.ts';
import { printLine } from './print-line.ts';

/** How many problems are printed for each transcript and stream. */
const SHOWN = 5;

/** What happened to the connected chats. */
export interface ChatVerdict {
  chats: number;
  acknowledged: number;
  transcript: View;
  agentStreams: View;
  customerStreams: View;
  /** Streams that differ from the transcript in content or order. */
  misread: number;
  /** Messages that the bot sent while an agent was connected. */
  botWords: number;
  /** Chats that the agent who claimed them no longer has. */
  gone: number;
}

async function readTranscript(client: DirectLineClient, opened: Opened): Promise<ChatSeen[]> {
  const activities: Seen[] = [];
  for (let watermark = '0'; ;) {
    const page = await client.poll(opened, watermark);
    if (page.watermark === watermark) return activities;
    activities.push(...page.activities);
    watermark = page.watermark;
  }
}

/** Finds the first index at which two lists of activities differ; undefined if they do not. */
function firstDifference(some: readonly ChatSeen[], others: readonly ChatSeen[]): number | undefined {
  const longer = some.length > others.length ? some : others;
  const place = longer.findIndex((_, at) => some[at]?.id !== others[at]?.id);
  return place < 0 ? undefined : place;
}

/** Judges chats by their transcripts and both sides' streams, and prints which chats are at fault. */
export async function judgeChats(pairs: readonly ChatPair[], client: DirectLineClient): Promise<ChatVerdict> {
  const [transcript, agentStreams, customerStreams] = [noView(), noView(), noView()];
  const verdict: ChatVerdict = {
    chats: pairs.length,
    acknowledged: 0,
    transcript,
    agentStreams,
    customerStreams,
    misread: 0,
    botWords: 0,
    gone: 0,
  };
  for (const { customer, agent, readers } of pairs) {
    const { ledger, opened, reference } = customer;
    const stored = await readTranscript(client, opened);
    verdict.acknowledged += ledger.customer.length + ledger.agent.length;
    for (const [name, sum, seen] of [
      ['transcript', transcript, stored],
      ['stream of the agent', agentStreams, readers.agent.seen],
      ['stream of the customer', customerStreams, readers.customer.seen],
    ] as const) {
      const view = compare(ledger, seen);
      addView(sum, view);
      const problems = [...view.problems];
      const place = firstDifference(seen, stored);
      if (place !== undefined) {
        verdict.misread += 1;
        problems.push(`misread from ${place}: ${seen[place]?.id}, not ${stored[place]?.id}`);
      }
      for (const problem of problems.slice(0, SHOWN)) printLine(`  ${reference}, ${name}: ${problem}`);
      if (problems.length > SHOWN) printLine(`  … and ${problems.length - SHOWN} more`);
    }
    const words = saidByBot(stored);
    verdict.botWords += words.length;
    for (const { id, text } of words) printLine(`  ${reference}: the bot said ${id}: ${text}`);
    if (!(await agent.chats()).includes(reference)) {
      verdict.gone += 1;
      printLine(`  ${reference} is no longer with ${agent.name}`);
    }
  }
  return verdict;
}

const describeView = ({ messages, lost, doubled, outOfOrder }: View): string =>
  `${messages} messages, lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}`;

/** The counts, as lines to print. */
export const describeChats = (verdict: ChatVerdict): string[] => [
  `${verdict.chats} chats, acknowledged messages ${verdict.acknowledged}`,
  `transcripts: ${describeView(verdict.transcript)}`,
  `agents’ streams: ${describeView(verdict.agentStreams)}`,
  `customers’ streams: ${describeView(verdict.customerStreams)}`,
  `streams unlike their transcript ${verdict.misread}, bot messages while connected ${verdict.botWords}, ` +
    `chats gone from their agent ${verdict.gone}`,
];

/** Returns true if nothing was lost, duplicated or reordered, the bot kept quiet, and all chats are still open. */
export const chatsHold = (verdict: ChatVerdict): boolean =>
  [verdict.transcript, verdict.agentStreams, verdict.customerStreams].every(
    (view) => isWhole(view) && view.messages === verdict.acknowledged,
  ) && verdict.misread + verdict.botWords + verdict.gone === 0;
