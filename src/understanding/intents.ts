import {
  commandIntents as commands,
  type ReactionIntent,
  reactionIntents as reactions,
  smallTalkIntents,
} from '#knowledge/intents.ts';

const reactionSet: ReadonlySet<string> = new Set(reactions);

/** Whether an intent is a reaction to the previous message. */
export const isReaction = (intent: string): intent is ReactionIntent => reactionSet.has(intent);

/** Intents that are not questions: they control the conversation or react to the previous message. */
export const commandIntents: ReadonlySet<string> = new Set([...commands, ...reactions]);

/** Small talk with the bot itself. */
export const socialIntents: ReadonlySet<string> = new Set(smallTalkIntents);
