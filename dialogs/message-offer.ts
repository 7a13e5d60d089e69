import { cutQuestions } from '#understanding/questions.ts';
import { onlyAgrees, saysYes } from './assent.ts';
import type { Turn } from './turn.ts';

// Words and what separates them have no character in common, so that no text can be split in many ways.
const opening = String.raw`^[^\w'’]*(?:[\w'’]+[^\w'’]+){0,7}['’]*(?:leave|send|take|pass(?: on| along)?|write|drop|give|forward|record|deliver)\b.{0,24}\b(?:message|msg|note|(?<=(?:leave|send) )word)\b`;
/** "I would like to leave a message", "send them a message for me please". */
const wantsTo = new RegExp(String.raw`${opening}['’]*(?:[^\w'’]+[\w'’]+){0,6}[^\w'’]*$`, 'i');
/** The same, followed by the message itself. */
const passOn = String.raw`\b(?:pass(?: (?:this|it|that))?(?: on)?|send|forward|give|relay)(?: (?:this|it|that))?(?: on)? to (?:the |your )?\w+(?: \w+)?(?=:)|\b(?:pass|send|forward|give|take)\b (?:this|it|that)\b(?: (?:on|along|down|to \w+(?: \w+)?))?(?: please)?`;
const includesMessage = new RegExp(
  String.raw`(?:${opening}|${passOn})[^:\n]{0,30}:\s*(?<words>\S[^]{9,})$`,
  'i',
);
const toMe = String.raw`(?:get back to|e-?mail|mail|write(?: back)?(?: to)?) (?:me|us)`;
const byMail = String.raw`(?:reply|respond|contact|answer|reach|get back)(?: to)? (?:me|us)\b.{0,12}\b(?:by|via|through|over|per|in) (?:an? )?(?:e-?mail|mail|writing)`;
/** "Can somebody get back to me by e-mail?", "can you pass something on to support?" */
const wantsAnswerLater = new RegExp(
  String.raw`\b(?:(?:someone|somebody|anyone|anybody|support|you|they|engenius|please)\b.{0,20}\b(?:${toMe}|${byMail})|pass (?:something|this|that|it|a complaint) (?:on|along)(?: to \w+(?: \w+){0,2})?)(?:\W+(?:back|please|by|via|through|per|over|in|an?|e-?mail|mail|writing|later|tomorrow|thanks?)\b)*(?:\W+about \w+(?:\s\w+){0,5})?(?:\W+thanks?)?\W*$`,
  'i',
);
/** "May I write to your technicians?" */
const wantsToWrite =
  /^\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|and|well|then|please)\W+)*(?:(?:can|could|may|might|how (?:can|do|could)|where (?:can|do)) (?:i|we)|(?:i|we)(?:['’]d| would)? (?:like|want|need|prefer|wish) to) (?:also |please |just )?(?:write|drop a line|send (?:a |an )?(?:e-?mail|mail|letter|note)) (?:to )?(?:someone|somebody|anyone|anybody|you|them|support|engenius|(?:the|your|a) \w+(?: \w+)?)(?:\W+(?:there|please|instead|about (?:it|this|that)|then|here|directly|too|at engenius))*\W*$/i;

const wishes = [wantsTo, wantsToWrite, wantsAnswerLater];

/** Somebody else's message, or trouble with one. */
const isOther =
  /\b(?:voice ?(?:mail|message)?|text message|error message|sms|can'?t|cannot|couldn'?t|won'?t|does|doesn'?t|did|why|what|unable|got|received?|sent|forget|cancel|not|don'?t)\b/i;

/** "Send a message to him too", "to another extension": a message for somebody else than the support team. */
const isForOthers =
  /\b(?:send|write|leave|give|pass|drop) (?:him|her)\b|\bto (?:him|her)\b|\b(?:to|for) (?:(?:the|a|an|my|all|any|every|other|another|this|that|two|several) ){0,3}(?:users?|extensions?|cameras?|phones?|contacts?|friends?|colleagues?|groups?|numbers?|visitors?|neighbou?rs?|wife|husband|son|daughter|family)\b/i;

/** Whether a part of a message may ask to leave one. What stops one clause from doing so does not stop the next. */
const mayAsk = (part: string): boolean => !isOther.test(part) && !isForOthers.test(part);
const clausesOf = (text: string): string[] => text.split(/[,.;!?\n]/);

/** Whether a text asks to leave a message for support ("I can't wait any longer, can I leave a message?"). */
const asksToLeaveOne = (text: string): boolean =>
  [text, ...clausesOf(text)].some((part) => mayAsk(part) && wishes.some((wish) => wish.test(part)));

const beginsYes = String.raw`^\W*(?:(?:yes|yeah|yep|sure|ok(?:ay)?|please|well|then|fine|no|just)\b\W*)`;
/** The message itself in reply to the offer to take one: "yes, my camera is dead", "just tell them that …". */
const messageAfterOffer = [
  new RegExp(String.raw`^\W*(?:yes|yeah|yep|sure|please)\b\W*(?<words>\S+(?:\s+\S+){3,})$`, 'is'),
  /^\W*(?<words>(?:it(?:['’]s| is|s)|this is|my (?:question|problem|issue|request) is) (?:about|regarding|concerning|on behalf|because)\b\s.+)$/is,
  new RegExp(
    String.raw`${beginsYes}*(?<words>(?:tell|let|ask|inform) (?:them|him|her|someone|somebody|support|the \w+)\b\s.+)$`,
    'is',
  ),
];

const beginsWithYes = /^\W*(?:yes|yeah|yep|sure|please|ok(?:ay)?|fine|great)\b/i;
/** Words of agreement and courtesy, and those around them: a reply of nothing else is no message. */
const agreeing: ReadonlySet<string> = new Set(
  "yes yeah yep sure please ok okay fine great good nice kind lovely helpful wonderful perfect fantastic brilliant excellent best better idea plan thing thanks thank appreciate appreciated grateful glad happy welcome love like want wish prefer need would could can will may might shall do does be is was are sounds seems looks if possible then now so very really most much too just a an the of for to from in on it its this that they them their he she you your we us our i me my id youd thatd itd thats lets let tell ask know go ahead take leave send pass note message one some someone somebody and with help lot that's it's i'd that'd it'd you'd let's".split(
    ' ',
  ),
);

/** Whether a reply to the offer agrees at length ("yes, that would be very kind of you") and says nothing else. */
const agreesAtLength = (utterance: string): boolean =>
  beginsWithYes.test(utterance) &&
  (utterance.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []).every((word) =>
    agreeing.has(word.replaceAll('’', "'")),
  );

const FEWEST_WORDS = 4;

/**
 * The message after a sentence that asks to leave one ("Can I leave a note? My mast antenna hums."): several words, and
 * not just a question to the bot. Undefined if there is none.
 */
function messageAfterRequest({ utterance, readings }: Turn): string | undefined {
  const apps = readings.flatMap((reading) => reading.apps.map((app) => app.toLowerCase()));
  for (const { index } of utterance.matchAll(/(?<=[.!?])\s+|\n+/g)) {
    const request = utterance.slice(0, index);
    const isOfApp = apps.some((app) => request.toLowerCase().includes(app));
    if (isOfApp || !asksToLeaveOne(request)) continue;
    const rest = utterance.slice(index).trim();
    const isLong = rest.split(/\s+/).length >= FEWEST_WORDS;
    return isLong && cutQuestions(rest).some(({ asks }) => !asks) ? rest : undefined;
  }
  return undefined;
}

const wasJustOffered = ({ data }: Turn): boolean =>
  data.messageOffered !== undefined && data.messageOffered === data.turns - 1;

/** The message inside a request to leave one ("please pass on a message: …"); undefined in a bare request. */
export function messageIn(turn: Turn): string | undefined {
  const { utterance } = turn;
  const message = includesMessage.exec(utterance)?.groups?.['words'] ?? messageAfterRequest(turn);
  if (message !== undefined || !wasJustOffered(turn)) return message;
  if (
    onlyAgrees(utterance) ||
    agreesAtLength(utterance) ||
    wantsTo.test(utterance) ||
    wantsAnswerLater.test(utterance) ||
    utterance.includes('?')
  )
    return undefined;
  return messageAfterOffer.map((pattern) => pattern.exec(utterance)?.groups?.['words']).find(Boolean);
}

/** Whether the customer wants to leave a message: says so, or says yes to the offer. */
export function acceptsOffer(turn: Turn, isFree: boolean): boolean {
  const { utterance } = turn;
  const [{ apps }] = turn.readings;
  const wish = utterance.split(':', 1)[0] ?? '';
  const isMessage = includesMessage.test(utterance) && mayAsk(clausesOf(wish).at(-1) ?? '');
  if ((isMessage || asksToLeaveOne(wish)) && apps.length === 0) return true;
  if (messageAfterRequest(turn) !== undefined) return true;
  if (!isFree || !wasJustOffered(turn)) return false;
  return saysYes(turn) || agreesAtLength(utterance) || messageIn(turn) !== undefined;
}
