import type { TurnContext } from 'botbuilder';
import type { DialogServices } from './services.ts';
import { helpChoice, humanChoice } from './titles.ts';
import { turnOf } from './turn.ts';

/** Takes down whether an answer (where one was told) helped, and says thanks, or offers a person where it did not. */
export async function sayHelpful(
  services: DialogServices,
  context: TurnContext,
  answerId: string | undefined,
  helpful: boolean,
): Promise<void> {
  if (answerId !== undefined) services.onFeedback(context, { answerId, helpful });
  if (helpful) {
    await services.say(context, {
      kind: 'small-talk',
      text: 'Good to hear. Is there anything else you would like to know?',
    });
    return;
  }
  turnOf(context).data.humanOffered = true;
  await services.say(context, {
    kind: 'small-talk',
    text: 'I am sorry that did not help. Shall I get you a person? You can also put the question in other words.',
    choices: [humanChoice, helpChoice],
  });
}
