import { saysYes } from './assent.ts';
import type { Turn } from './turn.ts';

const opening = String.raw`^\W*(?:[\w'’]+\W+){0,7}(?:leave|send|take|pass(?: on| along)?|write|drop|give|forward|record|deliver)\b.{0,24}\b(?:message|msg|note|(?<=(?:leave|send) )word)\b`;
/** "I would like to leave a message", "send them a message for me please". */
const wantsTo = new RegExp(String.raw`${opening}\W*(?:[\w'’]+\W*){0,6}$`, 'i');
/** The same with the message itself behind it. */
const passOn = String.raw`\b(?:pass|send|forward|give|take)\b (?:this|it|that)\b(?: (?:on|along|down|to \w+(?: \w+)?))?(?: please)?`;
const tellsIt = new RegExp(String.raw`(?:${opening}|${passOn})[^:\n]{0,30}:\s*(?<words>\S[^]{9,})$`, 'i');
/** Somebody else's message, or trouble with one. */
const isOther =
  /\b(?:voice ?(?:mail|message)?|text message|error message|sms|can'?t|cannot|couldn'?t|won'?t|does|doesn'?t|did|why|what|unable|got|received?|sent|forget|cancel|not|don'?t)\b/i;

/** The message in a wish to leave one ("please pass on a message: …"); undefined where the wish is all. */
export const messageIn = (utterance: string): string | undefined =>
  tellsIt.exec(utterance)?.groups?.['words'];

/** Whether the customer wants to leave a message, in so many words or with a yes to the offer. */
export function takesOffer(turn: Turn, isFree: boolean): boolean {
  const { utterance, data } = turn;
  const [{ apps }] = turn.readings;
  const wish = utterance.split(':', 1)[0] ?? '';
  const isWish = wantsTo.test(utterance) || messageIn(utterance) !== undefined;
  if (isWish && !isOther.test(wish) && apps.length === 0) return true;
  const wasJustOffered = data.messageOffered !== undefined && data.messageOffered === data.turns - 1;
  return isFree && wasJustOffered && saysYes(turn);
}
