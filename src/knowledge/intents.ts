/** Answered from the patch table rather than from a written answer. */
export const patchIntents = ['patch.status', 'patch.list'] as const;

/** What people say to the bot itself; each has a written reply in knowledge/small-talk.yaml. */
export const smallTalkIntents = ['greeting', 'thanks', 'goodbye', 'help', 'bot'] as const;

/** What steers the conversation, and means something only to what was just said. */
export const commandIntents = ['yes', 'no', 'cancel', 'start-over', 'feedback-good', 'feedback-bad'] as const;

/** Intents that the dialogs act on and no content answers. `oos` is everything the bot does not know. */
export const dialogIntents = ['human', ...commandIntents, 'oos'] as const;
