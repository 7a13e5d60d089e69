import { commandIntents as commands, smallTalkIntents } from '../knowledge/intents.ts';

/** Intents that are no question: they steer the conversation. */
export const commandIntents: ReadonlySet<string> = new Set(commands);

/** Talk to the bot itself. */
export const socialIntents: ReadonlySet<string> = new Set(smallTalkIntents);

/** Of those, what nobody means by a question: never offered in "Did you mean …?". */
export const pleasantries: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye']);

/** Questions in general that become a question about the patch status once a model is named. */
export const generalPatchIntents: ReadonlySet<string> = new Set(['krack.when-patches', 'patch.list']);
