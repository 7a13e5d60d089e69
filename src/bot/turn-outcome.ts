import type { TurnContext } from '#bot-framework/turn.ts';
import type { ReplyKind } from '#dialogs/reply.ts';

/** How a customer's message ended, for whoever counts them. */
export type TurnOutcome =
  | 'answered'
  | 'asked_back'
  | 'not_understood'
  | 'hand_off'
  | 'small_talk'
  | 'with_agent'
  | 'failed'
  | 'other';

/** What a reply makes of its turn. In a turn with several replies, the outcome that stands first here counts. */
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

/** Begins to note what is said in a turn. A context may run several turns, one after the other. */
export const beginReplies = (context: TurnContext): void => {
  context.turnState.set(KINDS, new Set<ReplyKind>());
};

/** Notes that a reply of this kind was said. */
export const noteReply = (context: TurnContext, kind: ReplyKind): void => {
  context.turnState.get<Set<ReplyKind> | undefined>(KINDS)?.add(kind);
};

/** What became of the message, once the bot has run: where it said nothing, an agent has the conversation. */
export function outcomeOf(context: TurnContext): TurnOutcome {
  const said = context.turnState.get<Set<ReplyKind> | undefined>(KINDS);
  const found = outcomes.find(([, kinds]) => kinds.some((kind) => said?.has(kind) === true));
  return found?.[0] ?? 'with_agent';
}
