import { type DialogContext, type DialogTurnResult, DialogTurnStatus } from './dialog.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { addressIn, nameIn } from './contact-details.ts';
import type { DialogServices } from './services.ts';
import { plainAddress } from './message-text.ts';
import { unquoted } from './reply.ts';
import { helpChoice } from './titles.ts';
import type { Turn } from './turn.ts';

/** For how many turns the details of a message can be corrected. */
const CORRECTED_TURNS = 4;
/** Longer messages say more than a new address. */
const MAX_WORDS = 14;

/** The changes to the message that was left last. */
interface Correction {
  email?: string;
  name?: string;
}

const asks = /\?|^\W*(?:can|could|may|should|shall|would|will|is|are|do|does|what|which|how|who|where)\b/i;
/** "Can you use … instead?" asks for a correction; other questions about an address do not. */
const asksToCorrect = /\b(?:can|could|would|will) you (?:please )?(?:use|change|correct|fix|update)\b/i;
/** Words that call an address the customer's own, or the right one. */
const corrects =
  /\b(?:should (?:be|have been|read)|correct(?:ion|ed)?|wrong|right|instead|meant|mistake|mistyped|misspelled|typo|change|use|my (?:new |right |correct |real |other )?(?:e-?mail|mail|address)|(?:reach|contact|answer|reply to|write to|e-?mail|mail) me|please (?:write|answer|reply|respond|send (?:it|that))|(?:e-?mail|mail|address|it) is|it'?s)\b/i;
/** "Please cc my boss at …": one more address, and somebody else's. */
const addsAnother = /\b(?:b?cc|copy|also|too|as well|additionally)\b/i;
/** An address alone, with no more than an apology. */
const isBare = /^\W*(?:(?:oh|oops|sorry|no|actually|ok|please|and|i|mean)\b\W*)*$/i;

/** Whether a text gives the address `written` as the one to answer to. */
function correctsAddress(text: string, written: string): boolean {
  if (asks.test(text) && !asksToCorrect.test(text)) return false;
  const rest = text.replace(written, ' ');
  return isBare.test(rest) || (corrects.test(rest) && !addsAnother.test(rest));
}

/** The new address or name for the message that was just left; undefined if the turn gives none. */
export function correctionOfMessage({ data, utterance }: Turn): Correction | undefined {
  const { left, turns } = data;
  if (left === undefined || turns - left.turn > CORRECTED_TURNS) return undefined;
  if (utterance.split(/\s+/).length > MAX_WORDS) return undefined;
  const address = addressIn(utterance);
  if (address !== undefined) {
    const isNew = address.email.toLowerCase() !== left.email?.toLowerCase();
    return isNew && correctsAddress(utterance, address.written) ? { email: address.email } : undefined;
  }
  const name = /\bname\b/i.test(utterance) ? nameIn(utterance) : undefined;
  return name === undefined || name === left.name ? undefined : { name };
}

/** Passes a correction on to the readers of the message, and says what was passed on. */
export async function passOnCorrection(
  services: DialogServices,
  dc: DialogContext,
  { data }: Turn,
  { email, name }: Correction,
): Promise<DialogTurnResult> {
  const left = data.left!;
  const { activity } = dc.context;
  const { channelId, id = '', from } = activity;
  const conversationId = conversationKey(activity);
  const what = email === undefined ? `the name is ${name}` : `the e-mail address is ${email}`;
  const right = { ...left, ...(name && { name }), ...(email && { email }) };
  const { reference } = await services.handoff.openTicket({
    // A turn that runs again passes on the same correction.
    key: `${conversationId}/${id}`,
    conversationId,
    channelId,
    userId: from.id,
    text: `Correction to message ${left.reference}: ${what}.`,
    name: right.name ?? from.name ?? 'Customer',
    ...(right.email === undefined ? {} : { email: right.email }),
    intent: undefined,
    models: [],
  });
  data.left = { ...right, turn: data.turns };
  const correction =
    email === undefined
      ? `the right name, ${unquoted(name ?? '')}`
      : `the right address, ${plainAddress(email)}`;
  await services.say(dc.context, {
    kind: 'handoff',
    text: `Thank you. I've passed on ${correction}; the reference for it is **${reference}**.`,
    choices: [helpChoice],
  });
  return { status: DialogTurnStatus.complete };
}
