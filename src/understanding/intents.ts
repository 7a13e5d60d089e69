import {
  commandIntents as commands,
  type ReactionIntent,
  reactionIntents as reactions,
  smallTalkIntents,
} from '#knowledge/intents.ts';

const reactionSet: ReadonlySet<string> = new Set(reactions);

/** Whether an intent is a reaction to the message before. */
export const isReaction = (intent: string): intent is ReactionIntent => reactionSet.has(intent);

/** Intents that are no question: they steer the conversation or react to the message before. */
export const commandIntents: ReadonlySet<string> = new Set([...commands, ...reactions]);

/** Talk to the bot itself. */
export const socialIntents: ReadonlySet<string> = new Set(smallTalkIntents);
