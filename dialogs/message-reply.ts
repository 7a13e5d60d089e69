import { asksAnything, cutQuestions } from '#understanding/questions.ts';
import { commandIntents, socialIntents } from '#understanding/intents.ts';
import type { Reading } from '#understanding/understanding.ts';
import { saysYes } from './assent.ts';
import {
  addressIn,
  isFullName,
  nameCorrected,
  nameIn,
  nameReplied,
  phoneIn,
  withoutAddress,
} from './contact-details.ts';
import { withdrawsMessage } from './message-withdrawal.ts';
import { isOnly, type Turn } from './turn.ts';

/** The parts of a message, as far as the customer has given them. `null`: the customer would rather not say. */
export interface MessageDetails {
  words?: string;
  name?: string | null;
  email?: string | null;
}

/** What is known when a reply comes. */
export interface KnownDetails extends MessageDetails {
  /** The detail that the customer has just asked about: "then without" refuses that one. */
  doubted?: Detail | undefined;
  /** The customer has just said that something is wrong, so that a bare name is the right one. */
  isWrong?: boolean | undefined;
}

/** What the bot asks for; at `check`, whether everything is right. */
export type MessageStep = 'words' | 'name' | 'address' | 'check';

/** A detail that the customer need not give. */
type Detail = 'name' | 'address';

/** What a reply means for the open step. */
export type ReplyMeaning =
  /** It gives details, for this step or others. `more` is appended to the text; anything doubtful is checked. */
  | { kind: 'details'; details: MessageDetails; more?: string; phone?: string; isDoubtful?: boolean }
  /** Another question, which the bot can answer. The message waits. */
  | { kind: 'aside' }
  /** Another question, which nobody here can answer. */
  | { kind: 'strange' }
  /** The customer does not want to leave a message after all. */
  | { kind: 'withdrawn' }
  /** The customer says goodbye: no more details will follow. */
  | { kind: 'leaving' }
  | { kind: 'pause' }
  /** Anger at being asked, which does not belong in the message. */
  | { kind: 'upset' }
  /** A question about why the bot asks for a detail, or whether it is required. */
  | { kind: 'why'; of: Detail }
  /** A question about how long a reply will take. */
  | { kind: 'when' }
  /** Everything is right, or something is wrong. */
  | { kind: 'agreed' }
  | { kind: 'refused' }
  /** Courtesies, or no words at all. */
  | { kind: 'nothing' }
  | { kind: 'unclear' };

/** A reply that refuses and says nothing else. `more`: further ways to refuse. */
const refusal = (more = ''): RegExp =>
  new RegExp(
    String.raw`^\W*(?:(?:oh|ah|erm?|uh|well|actually|sorry|then|ok(?:ay)?|so|fine|please)\W+)*(?:no|nope|nah|none|negative|n\/?a|nothing|nobody|no ?one|(?:leave|keep) (?:it|that|this) (?:out|blank|empty)|skip(?: (?:it|that|this|the \w+))?|not (?:really|now|today|needed|necessary|given|telling)|(?:i'?d |i would )?(?:rather|prefer) not(?: to)?(?: say)?|better not|pass|without(?: one| it)?|anonymous(?:ly)?|no,? thank(?:s| you)|none of your business${more})(?:\W+(?:too|as well|also|either|please|then|again|thanks?|thank you|sorry))*\W*$`,
    'i',
  );
/** "No", where the message itself is asked for. A message can begin like one ("I don't have internet"). */
const noMessage = refusal();
/** "No", where a detail is asked for that need not be given. */
const no = refusal(
  String.raw`|no (?:name|e-?mail|mail|address|number)|i(?:'?d| would) (?:rather|prefer)(?: to)? not\b.{0,20}|i (?:don'?t|do not|won'?t|will not) (?:want|have|use|like|give|share|say|tell)\b.{0,30}|(?:don'?t|do not) (?:want|have)\b.{0,30}`,
);
const isIndifferent =
  /^\W*(?:whatever|(?:it|that|my name) (?:doesn'?t|does not) matter|(?:doesn'?t|does not) matter|(?:it'?s |that'?s )?(?:not important|irrelevant)|(?:i )?(?:don'?t|do not) care)\W*$/i;
const noAddress =
  /\b(?:without|no|not|never)\b.{0,12}\b(?:e-?mail|mail|address)\b|\b(?:e-?mail|address)\b.{0,20}\b(?:none|no)\W*$|\b(?:here|this chat|the chat|in chat|chat is)\b|\b(?:don'?t|do not|haven'?t|have not|won'?t|will not|rather not|prefer not)\b.{0,25}\b(?:e-?mail|mail|address|one|it|that|any|say|give|share)\b/i;
const noFirst = /^\W*(?:no|nope|nah)\b/i;
const MAX_WORDS_OF_A_NO = 10;
const MAX_WORDS_OF_A_BRIEF_NO = 4;

const pauses =
  /^\W*(?:(?:ok(?:ay)?|please|oh|sorry|yes|no)\W+)*(?:wait|hold on|hang on|(?:just )?(?:one|a|1) (?:moment|second|sec|minute|min)|give me a (?:moment|second|sec|minute|min)|let me (?:think|check|look)|moment|not yet|hm+|brb)\b(?:\W+\w+){0,4}\W*$/i;
const leadsAside =
  /^\W*(?:(?:ok(?:ay)?|oh|no|but|and)\W+)*(?:wait|hold on|hang on|before (?:that|this|i do)|first(?: of all)?|one (?:more )?(?:thing|question)(?: first)?|quick question|by the way|btw|actually|sorry)\b[\s,:.–-]*/i;

const asksWhen =
  /\bhow (?:long|soon|fast|quick\w*)\b|\bwhen\b.{0,30}\b(?:you|they|someone|somebody|anyone|answer\w*|reply|replies|hear|back|respon\w*|contact\w*)\b/i;
const asksWhenOfAnswer =
  /\b(?:how (?:long|soon|fast|quick\w*)|when)\b.{0,40}\b(?:answer\w*|reply|replies|get back|hear|respon\w*|read|somebody|someone|anyone|they)\b/i;
const asksWhy =
  /\bwhy\b|\bwhat\b.{0,20}\bfor\b|\bdo (?:i|you) (?:really )?(?:have to|need|must)\b|\bis (?:that|it|this) (?:really )?(?:necessary|needed|required|safe|optional)\b|\bwho (?:reads|sees|gets)\b|\bwhat (?:will|do) (?:you|they) do with\b|\bmust i\b|\b(?:required|optional|mandatory|compulsory|obligatory)\b|\bcan i (?:leave|skip)\b/i;

/** Nothing but courtesy: no name, and nothing to add. */
const courtesies =
  /^\W*(?:(?:ok(?:ay)?|thanks?|thank you|thx|cheers|hi|hello|hey|yes|yeah|yep|sure|great|good|fine|perfect|nice|cool|right|correct|exactly|agreed|al(?:l )?right|understood|got it|go (?:on|ahead)|lol|haha+|h+m+|k|u+h+|so much|very much|a lot|then|please)\b\W*)+$/i;

const hasWord = /[\p{L}\p{N}]/u;
/** "Somebody please call me": a message for a person, not a request to talk to one now. */
const wantsCall = /\b(?:call|ring|phone|contact|e-?mail|text|write|get back|reply)\b.{0,20}\b(?:me|us)\b/i;

/** Yes to "Is that right?". */
const confirms =
  /^\W*(?:yes,? )?(?:(?:i )?confirm(?:ed)?|approved|sounds (?:good|right|fine|great)|all (?:clear|good|set|fine|right)|go(?: for it)?|send)(?: (?:please|then|now|thanks))?\W*$/i;

/** "Wrong name, it's Susan." */
const correctsName = /\bname\b/i;
const namesAddress = /\b(?:e-?mails?|mail|address)\b/i;

const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const isSure = ({ certainty }: Reading): boolean => certainty === 'sure';
const isAnswerable = (reading: Reading): boolean =>
  isSure(reading) && !commandIntents.has(reading.intent) && reading.intent !== 'oos';
const isQuestion = (text: string): boolean => {
  const parts = cutQuestions(text);
  return parts.length > 0 && parts.every(({ asks }) => asks);
};
/** Whether a question or request in a reply is one that the bot can act on, apart from courtesies. */
const hasAnswer = ({ readings }: Turn): boolean =>
  readings.some(
    (reading) =>
      isAnswerable(reading) &&
      (!socialIntents.has(reading.intent) || reading.intent === 'help' || reading.intent === 'bot'),
  );

/**
 * Interprets a reply to one step of leaving a message.
 * @param written the reply as it was sent, with its line breaks
 */
export function interpretReply(
  step: MessageStep,
  turn: Turn,
  written: string,
  known: KnownDetails,
): ReplyMeaning {
  const { utterance } = turn;
  if (withdrawsMessage(turn)) return { kind: 'withdrawn' };
  if (pauses.test(utterance) && !utterance.includes('?')) return { kind: 'pause' };
  if (isOnly(turn, 'goodbye')) return { kind: 'leaving' };
  if (step === 'words') return interpretWords(turn, written);
  if (step === 'check') {
    const checked = interpretCheck(turn, known);
    if (checked !== undefined) return checked;
  }
  return interpretDetail(step, turn, written, known);
}

/**
 * Whether a turn gives the detail that a step asks for, and not just a reply that could mean anything ("no", "thanks").
 */
export function givesDetail(step: MessageStep, turn: Turn, known: MessageDetails): boolean {
  const { utterance, readings } = turn;
  const meaning = interpretReply(step, turn, utterance, known);
  if (meaning.kind !== 'details') return false;
  const { name, email } = meaning.details;
  if (typeof email === 'string' || meaning.phone !== undefined) return true;
  if (asksAnything(utterance)) return false;
  const isUnderstood = readings.some(isSure);
  if (step === 'words') return !isUnderstood && wordsOf(utterance) >= FEWEST_WORDS_ADDED;
  return typeof name === 'string' && (!isUnderstood || isFullName(name));
}

/** The message itself; a question before it; or a courtesy, which is not a message. */
function interpretWords(turn: Turn, written: string): ReplyMeaning {
  const { utterance } = turn;
  const isBriefNo = isOnly(turn, 'no') && wordsOf(utterance) <= MAX_WORDS_OF_A_BRIEF_NO;
  if (isBriefNo || noMessage.test(utterance)) return { kind: 'withdrawn' };
  for (const courtesy of ['yes', 'greeting', 'thanks', 'feedback-good', 'acknowledge'])
    if (isOnly(turn, courtesy)) return { kind: 'nothing' };
  if (courtesies.test(utterance) || !hasWord.test(utterance)) return { kind: 'nothing' };
  const rest = utterance.replace(leadsAside, '');
  if (isQuestion(rest)) {
    const isLedAside = rest !== utterance;
    const isOne = turn.readings.length === 1 || isLedAside;
    if (isOne && hasAnswer(turn)) return { kind: 'aside' };
    if (asksWhenOfAnswer.test(rest)) return { kind: 'when' };
    if (isLedAside) return { kind: 'strange' };
  }
  if (isOnly(turn, 'human') && wantsCall.test(utterance))
    return { kind: 'details', details: detailsOf(written) };
  if (isOnly(turn, 'human') || isOnly(turn, 'help')) return { kind: 'aside' };
  return { kind: 'details', details: detailsOf(written) };
}

/** The details in a message: its text, and any name and address in it. */
export function detailsOf(words: string): MessageDetails {
  const address = addressIn(words);
  const name = nameIn(address === undefined ? words : words.replace(address.written, ''));
  const email = address?.email;
  return { words, ...(name && { name }), ...(email && { email }) };
}

/** The words of a text in lower case, each between spaces: "Kim Lundgren" does not contain "Kim Lund". */
const spaced = (text: string): string =>
  ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).join(' ')} `;

/** Whether the collected details are right; undefined if the reply says something else. */
function interpretCheck(turn: Turn, { name }: MessageDetails): ReplyMeaning | undefined {
  const { utterance } = turn;
  if (addressIn(utterance) !== undefined) return undefined;
  if (saysYes(turn) || confirms.test(utterance)) return { kind: 'agreed' };
  if (isOnly(turn, 'no') || no.test(utterance)) return { kind: 'refused' };
  const repeatsName = typeof name === 'string' && spaced(utterance).includes(spaced(name));
  return repeatsName ? { kind: 'agreed' } : undefined;
}

/** A name, an address or a number, whichever the bot asked for. */
function interpretDetail(
  step: MessageStep,
  turn: Turn,
  written: string,
  { doubted, isWrong = false, name: known }: KnownDetails,
): ReplyMeaning {
  const { utterance } = turn;
  const nameOf = (reply: string): string | undefined => {
    if (step === 'address') return undefined;
    return step === 'check' && !isWrong ? nameCorrected(reply, known) : nameReplied(reply);
  };
  const address = addressIn(written);
  if (address !== undefined) {
    const { email, isDoubtful } = address;
    const rest = withoutAddress(written, address.written);
    const name = nameIn(rest) ?? nameOf(rest);
    return { kind: 'details', details: { email, ...(name && { name }) }, isDoubtful };
  }
  const phone = phoneIn(written);
  if (phone !== undefined)
    return { kind: 'details', details: step === 'address' ? { email: null } : {}, phone };
  const corrected = step !== 'name' && correctsName.test(utterance) ? nameReplied(written) : undefined;
  const introduced = nameIn(written) ?? corrected;
  if (introduced !== undefined) return { kind: 'details', details: { name: introduced } };
  if (isRefusal(step, turn))
    return { kind: 'details', details: refused(detailMeant(step, utterance, doubted)) };
  if (!hasWord.test(utterance))
    return utterance.includes('?') ? { kind: 'why', of: detailMeant(step, utterance) } : { kind: 'nothing' };
  if (isQuestion(utterance) || utterance.includes('?')) return interpretQuestion(step, turn, written);
  if (hasAnswer(turn)) return { kind: 'aside' };
  if (turn.isUpset) return { kind: 'upset' };
  const name = nameOf(written);
  if (courtesies.test(utterance)) return { kind: 'nothing' };
  if (name !== undefined) return { kind: 'details', details: { name } };
  return isAddition(utterance) ? { kind: 'details', details: {}, more: written } : { kind: 'unclear' };
}

function isRefusal(step: MessageStep, turn: Turn): boolean {
  const { utterance } = turn;
  if (step === 'check' || wordsOf(utterance) > MAX_WORDS_OF_A_NO) return false;
  if (isOnly(turn, 'no') || no.test(utterance) || isIndifferent.test(utterance)) return true;
  return step === 'address' && (noAddress.test(utterance) || noFirst.test(utterance));
}

/**
 * The detail that a reply refers to: the one it names, otherwise the one just asked about, otherwise the step's own.
 */
function detailMeant(step: MessageStep, utterance: string, doubted?: Detail): Detail {
  if (namesAddress.test(utterance)) return 'address';
  if (correctsName.test(utterance)) return 'name';
  return doubted ?? (step === 'address' ? 'address' : 'name');
}

const refused = (detail: Detail): MessageDetails => (detail === 'address' ? { email: null } : { name: null });

function interpretQuestion(step: MessageStep, turn: Turn, written: string): ReplyMeaning {
  const { utterance, readings } = turn;
  const isOfKnowledge = readings.some(
    (reading) => isAnswerable(reading) && !socialIntents.has(reading.intent),
  );
  if (asksWhenOfAnswer.test(utterance)) return { kind: 'when' };
  if (!isOfKnowledge && asksWhen.test(utterance)) return { kind: 'when' };
  if (!isOfKnowledge && asksWhy.test(utterance)) return { kind: 'why', of: detailMeant(step, utterance) };
  if (hasAnswer(turn)) return { kind: 'aside' };
  return turn.isUpset ? { kind: 'upset' } : { kind: 'details', details: {}, more: written };
}

const FEWEST_WORDS_ADDED = 5;
/** A reply that belongs in the message, and not a mistyped address ("sam at example dot com"). */
const isAddition = (utterance: string): boolean =>
  wordsOf(utterance) >= FEWEST_WORDS_ADDED && !/@|\bat\b.*\bdot\b/i.test(utterance);
