import type { TurnContext } from '#bot-framework/turn.ts';
import type { ConversationData } from './conversation.ts';
import type { DialogServices } from './services.ts';
import { offerPerson } from './offer-person.ts';

/** Records whether an answer (if there was one) helped, and says thanks or, if it did not help, offers a person. */
export async function replyToFeedback(
  services: DialogServices,
  context: TurnContext,
  data: ConversationData,
  { answerId, helpful, isWaiting }: { answerId: string | undefined; helpful: boolean; isWaiting: boolean },
): Promise<void> {
  if (answerId !== undefined) services.onFeedback(context, { answerId, helpful });
  if (helpful) {
    await services.say(context, {
      kind: 'small-talk',
      text: "Good to hear! Is there anything else you'd like to know?",
    });
    return;
  }
  await sayNotHelped(services, context, data, isWaiting);
}

const regrets = ["I'm sorry that didn't help.", "That wasn't it either, sorry."];

/** The reply to an answer that did not help. Its wording alternates, so that it never repeats itself. */
async function sayNotHelped(
  services: DialogServices,
  context: TurnContext,
  data: ConversationData,
  isWaiting: boolean,
): Promise<void> {
  const { offer, choices } = offerPerson(data, isWaiting);
  data.apologies = (data.apologies ?? 0) + 1;
  // Right after the bot has shown understanding, another apology would be too much.
  const sorry = data.soothed === data.turns ? '' : `${regrets[(data.apologies - 1) % regrets.length]} `;
  await services.say(context, {
    kind: 'small-talk',
    text: `${sorry}${offer} You can also ask in other words.`,
    choices,
  });
}

/** How many thumbs are remembered, so that one that arrives twice counts once. */
const MAX_RATED = 50;

/** Handles a thumb under an answer. The client itself shows the thanks; "not helpful" also offers a person. */
export async function handleFeedback(
  services: DialogServices,
  context: TurnContext,
  data: ConversationData,
  { activityId, answerId, helpful }: { activityId: string; answerId: string; helpful: boolean },
  { mayOffer, isWaiting }: { mayOffer: boolean; isWaiting: boolean },
): Promise<void> {
  const { rated = {} } = data;
  if (rated[activityId] === helpful) return;
  data.rated = Object.fromEntries(
    [...Object.entries(rated), [activityId, helpful] as const].slice(-MAX_RATED),
  );
  data.feedbackGiven = true;
  services.onFeedback(context, { answerId, helpful, activityId });
  if (!helpful && mayOffer) await sayNotHelped(services, context, data, isWaiting);
}
