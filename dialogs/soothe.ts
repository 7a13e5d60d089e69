import type { TurnContext } from '#bot-framework/turn.ts';
import { isOnlyAnger } from '#understanding/mood.ts';
import { asksAnything } from '#understanding/questions.ts';
import { commandIntents, isReaction } from '#understanding/intents.ts';
import { saysYes } from './assent.ts';
import type { ConversationData } from './conversation.ts';
import { offerPerson } from './offer-person.ts';
import type { DialogServices } from './services.ts';
import { helpChoice, leaveMessageChoice } from './titles.ts';
import type { Turn } from './turn.ts';

/** For this many turns after the bot has shown understanding, doing so again would be too much. */
const SOOTHED_TURNS = 4;

/** Used in turn, so that nobody reads the same apology twice in a row. */
const understanding = ["I'm sorry this is so frustrating.", "I'm sorry for all this trouble."] as const;

const wordsFor = ({ soothings = 0 }: ConversationData): string =>
  understanding[soothings % understanding.length] ?? understanding[0];

function note(data: ConversationData): void {
  data.soothed = data.turns;
  data.soothings = (data.soothings ?? 0) + 1;
}

const wasJustSoothed = ({ soothed, turns }: ConversationData): boolean =>
  soothed !== undefined && soothed !== turns && turns - soothed < SOOTHED_TURNS;

/** Whether a turn is pure anger: no question, no request for a person, no device. */
export function isVenting({ isUpset, utterance, readings }: Turn): boolean {
  if (!isUpset) return false;
  // "This is ridiculous, I asked yesterday already" is a complaint: it asks nothing, and no reading of it is sure.
  const isComplaint =
    !asksAnything(utterance) &&
    readings.every(({ certainty, intent }) => certainty !== 'sure' || isReaction(intent));
  if (!isComplaint && !isOnlyAnger(utterance)) return false;
  return readings.every(({ intent, certainty, rule, models, apps }) => {
    // Earlier context does not turn it into a question.
    const isAnswerable =
      certainty === 'sure' &&
      rule !== 'context' &&
      intent !== 'oos' &&
      // Thanks for nothing.
      intent !== 'thanks' &&
      !commandIntents.has(intent);
    return !isAnswerable && models.length === 0 && apps.length === 0;
  });
}

/** "It's fine, thanks", "all good, thank you": after an offer, this is a no. */
const politelyDeclines =
  /^\W*(?:(?:it|that|this|all|i['’]?m)(?:['’]?s| is| am)? ?(?:fine|good|ok(?:ay)?|it|all right|alright)(?: (?:now|for now))?)\W+(?:thanks|thank you|cheers)\b\W*$/i;

/**
 * Whether a customer accepts the offer of a person: with a yes, or in words that, just after the offer, come close
 * enough to a request for one ("give me somebody in charge").
 */
export function acceptsPerson(turn: Turn): boolean {
  const [first, ...others] = turn.readings;
  if (!turn.humanOffered || politelyDeclines.test(turn.utterance)) return false;
  const isNear = others.length === 0 && first.certainty === 'close' && first.candidates[0] === 'human';
  return isNear || saysYes(turn);
}

/** Replies with one sentence of understanding and one question: whether to get a person. */
export async function sootheVenting(
  services: DialogServices,
  context: TurnContext,
  { data, isWaiting }: Turn,
): Promise<void> {
  const sorry = wordsFor(data);
  note(data);
  data.misses = 0;
  if (isWaiting) {
    const text = `${sorry} You still have your place in the queue, and somebody will be with you as soon as they can.`;
    const choices =
      services.handoff.ticketReplies === 'none' ? [helpChoice] : [leaveMessageChoice, helpChoice];
    await services.say(context, { kind: 'small-talk', text, choices });
    return;
  }
  const { offer, choices } = offerPerson(data, isWaiting);
  await services.say(context, { kind: 'small-talk', text: `${sorry} ${offer}`, choices });
}

/** Shows understanding before an answer to an upset customer, unless the bot did so a moment ago. */
export async function showUnderstanding(
  services: DialogServices,
  context: TurnContext,
  { isUpset, data }: Turn,
): Promise<void> {
  if (!isUpset || wasJustSoothed(data)) return;
  const text = wordsFor(data);
  note(data);
  await services.say(context, { kind: 'notice', text });
}

/**
 * Asks whether to get a person after such an answer, instead of "Did this help?".
 * @returns false if there is no reason to ask, or the bot asked a moment ago
 */
export async function offerPersonToUpset(
  services: DialogServices,
  context: TurnContext,
  { isUpset, isWaiting, data }: Turn,
): Promise<boolean> {
  const isWithPerson = data.personAsked === true && data.endedChat === undefined;
  const isOffered = data.humanOffered || data.messageOffered === data.turns || isWithPerson;
  if (!isUpset || isWaiting || isOffered || wasJustSoothed(data)) return false;
  const { offer, choices } = offerPerson(data, isWaiting);
  await services.say(context, { kind: 'small-talk', text: offer, choices });
  return true;
}
