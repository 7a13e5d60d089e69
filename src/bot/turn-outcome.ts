import type { TurnContext } from '#bot-framework/turn.ts';
import type { Reply, ReplyKind } from '#dialogs/reply.ts';

/** How the turn for a customer's message ended, for the metrics. */
export type TurnOutcome =
  | 'answered'
  | 'asked_back'
  | 'not_understood'
  | 'hand_off'
  | 'small_talk'
  | 'with_agent'
  | 'failed'
  | 'other';

/**
 * The outcome that each kind of reply stands for. In a turn with several replies, the first outcome in this list
 * counts.
 */
const outcomes: readonly (readonly [TurnOutcome, readonly ReplyKind[]])[] = [
  ['failed', ['error']],
  ['hand_off', ['handoff']],
  ['answered', ['answer', 'patch-status', 'patch-list']],
  ['asked_back', ['clarify', 'question']],
  ['not_understood', ['unknown']],
  ['small_talk', ['small-talk']],
  ['other', ['notice', 'feedback']],
];

const REPLIES = Symbol('replies of this turn');

const answerKinds: ReadonlySet<ReplyKind> = new Set(['answer', 'patch-status', 'patch-list']);

interface Replies {
  kinds: Set<ReplyKind>;
  /** The id of the first answer given. */
  answerId?: string;
}

/** Starts recording the replies of a turn. A context may run several turns, one after the other. */
export const beginReplies = (context: TurnContext): void => {
  context.turnState.set(REPLIES, { kinds: new Set() } satisfies Replies);
};

/** Records what a reply was. */
export const noteReply = (
  context: TurnContext,
  { kind, answerId }: Pick<Reply, 'kind' | 'answerId'>,
): void => {
  const replies = context.turnState.get<Replies | undefined>(REPLIES);
  if (replies === undefined) return;
  replies.kinds.add(kind);
  if (answerId !== undefined && answerKinds.has(kind)) replies.answerId ??= answerId;
};

/**
 * Returns the outcome once the bot has run, with the answer given. A turn without a reply means that an agent has the
 * conversation.
 */
export function repliesOf(context: TurnContext): { outcome: TurnOutcome; answerId: string | undefined } {
  const replies = context.turnState.get<Replies | undefined>(REPLIES);
  const found = outcomes.find(([, kinds]) => kinds.some((kind) => replies?.kinds.has(kind) === true));
  return { outcome: found?.[0] ?? 'with_agent', answerId: replies?.answerId };
}
