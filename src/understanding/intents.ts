/** Intents that are no question: they steer the conversation, and mean something only to what was just said. */
export const commandIntents: ReadonlySet<string> = new Set([
  'yes',
  'no',
  'cancel',
  'start-over',
  'feedback-good',
  'feedback-bad',
]);

/** Talk to the bot itself. */
export const socialIntents: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye', 'help', 'bot']);

/** Of those, what nobody means by a question: never offered in "Did you mean …?". */
export const pleasantries: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye']);

/** Intents asked of a particular model: a model named alone repeats the one asked before. */
export const modelIntents: ReadonlySet<string> = new Set([
  'patch.status',
  'enviewer.compatible-routers',
  'entalk.compatibility',
  'esr900.guest-network',
]);

/** Questions in general that become a question about the patch status once a model is named. */
export const generalPatchIntents: ReadonlySet<string> = new Set(['krack.when-patches', 'patch.list']);
