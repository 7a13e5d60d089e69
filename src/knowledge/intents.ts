/** Intents answered from the patch table rather than by a written answer. */
export const patchIntents = ['patch.status', 'patch.list'] as const;

/** Small talk with the bot; each intent has a written reply in knowledge/small-talk.yaml. */
export const smallTalkIntents = ['greeting', 'thanks', 'goodbye', 'help', 'bot'] as const;

/** Commands that control the conversation and have a meaning only after the previous message. */
export const commandIntents = ['yes', 'no', 'cancel', 'start-over', 'feedback-good', 'feedback-bad'] as const;

/** Reactions to an answer that ask no new question. Each gets the reply that a good agent would give. */
export const reactionIntents = [
  'acknowledge',
  'hold-on',
  'one-more',
  'why',
  'how',
  'are-you-sure',
  'disagree',
  'in-short',
  'say-again',
  'more',
  'partly',
  'still-failing',
  'what-now',
  'status-meaning',
] as const;
export type ReactionIntent = (typeof reactionIntents)[number];

/** A vulnerability that the advisory does not cover: the bot knows nothing about it. */
export const otherVulnerability = 'other-vulnerability';

/** Intents that the dialogs act on and no content answers. `oos` is everything the bot does not know. */
export const dialogIntents = [
  'human',
  ...commandIntents,
  ...reactionIntents,
  otherVulnerability,
  'oos',
] as const;
