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

/** The new address or name for the message that was just left; undefined if the turn gives none. */
export function correctionOfMessage({ data, utterance }: Turn): Correction | undefined {
  const { left, turns } = data;
  if (left === undefined || turns - left.turn > CORRECTED_TURNS) return undefined;
  if (utterance.split(/\s+/).length > MAX_WORDS) return undefined;
  const email = addressIn(utterance)?.email;
  if (email !== undefined && email !== left.email) return { email };
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
