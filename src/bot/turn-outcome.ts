import type { TurnContext } from '#bot-framework/turn.ts';
import type { ReplyKind } from '#dialogs/reply.ts';

/** How the turn over a customer's message ended, for the metrics. */
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

const KINDS = Symbol('kinds of the replies of this turn');

/** Starts recording the replies of a turn. A context may run several turns, one after the other. */
export const beginReplies = (context: TurnContext): void => {
  context.turnState.set(KINDS, new Set<ReplyKind>());
};

/** Records the kind of a reply. */
export const noteReply = (context: TurnContext, kind: ReplyKind): void => {
  context.turnState.get<Set<ReplyKind> | undefined>(KINDS)?.add(kind);
};

/** Returns the outcome once the bot has run. A turn without a reply means that an agent has the conversation. */
export function outcomeOf(context: TurnContext): TurnOutcome {
  const said = context.turnState.get<Set<ReplyKind> | undefined>(KINDS);
  const found = outcomes.find(([, kinds]) => kinds.some((kind) => said?.has(kind) === true));
  return found?.[0] ?? 'with_agent';
}
