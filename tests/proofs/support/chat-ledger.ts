import type { ChatSeen } from './stream-reader.ts';

/** The two sides of a chat. */
export type Side = 'customer' | 'agent';

const sides = ['customer', 'agent'] as const;

/** The acknowledged messages of one chat, by sender, in order of acknowledgement. */
export type ChatLedger = Record<Side, string[]>;

/** Compares what one side saw of a chat with what was acknowledged. All counts except `messages` must be 0. */
export interface View {
  messages: number;
  /** Acknowledged messages that are missing. */
  lost: number;
  /** Messages that appear more than once. */
  doubled: number;
  /** Messages that appear before an earlier message of the same sender. */
  outOfOrder: number;
  /** Describes each one. */
  problems: string[];
}

export const noView = (): View => ({ messages: 0, lost: 0, doubled: 0, outOfOrder: 0, problems: [] });

/** Adds up several views. */
export function addView(sum: View, { messages, lost, doubled, outOfOrder, problems }: View): void {
  sum.messages += messages;
  sum.lost += lost;
  sum.doubled += doubled;
  sum.outOfOrder += outOfOrder;
  sum.problems.push(...problems);
}

export const isWhole = ({ messages, lost, doubled, outOfOrder }: View): boolean =>
  messages > 0 && lost + doubled + outOfOrder === 0;

const speakerOf = ({ from, channelData }: ChatSeen): Side | 'bot' => {
  if (from.role === 'user') return 'customer';
  return channelData?.agent === undefined ? 'bot' : 'agent';
};

/** Compares what was seen with what was acknowledged; each text was sent only once. */
export function compare(ledger: ChatLedger, seen: readonly ChatSeen[]): View {
  const view = noView();
  const messages = seen.filter(({ type }) => type === 'message');
  for (const side of sides) {
    const acknowledged = ledger[side];
    const texts = messages.filter((each) => speakerOf(each) === side).map(({ text = '' }) => text);
    const there = [...new Set(texts)];
    const places = there.map((text) => acknowledged.indexOf(text));
    view.messages += texts.length;
    const count = (kind: 'lost' | 'doubled' | 'outOfOrder', found: readonly string[]): void => {
      view[kind] += found.length;
      view.problems.push(...found.map((text) => `${kind}: ${text}`));
    };
    count(
      'lost',
      acknowledged.filter((text) => !there.includes(text)),
    );
    count(
      'doubled',
      texts.filter((text, at) => texts.indexOf(text) < at),
    );
    count(
      'outOfOrder',
      there.filter((_, at) => (places[at] ?? -1) < (places[at - 1] ?? -1)),
    );
  }
  return view;
}

/** Finds what the bot said after it announced the agent, when it should have kept quiet. */
export function saidByBot(seen: readonly ChatSeen[]): ChatSeen[] {
  const joined = seen.findIndex(({ channelData }) => channelData?.handoff?.state === 'connected');
  return seen.slice(joined + 1).filter((each) => each.type === 'message' && speakerOf(each) === 'bot');
}
