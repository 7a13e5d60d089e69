import type { TurnContext } from '#bot-framework/turn.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Language } from '#knowledge/schema.ts';
import { advisoriesNamed } from '#understanding/advisories.ts';
import { speaksOfPatch } from '#understanding/subjects.ts';
import type { Reading } from '#understanding/understanding.ts';
import type { DialogServices } from './services.ts';
import { choicesFor, helpChoice, humanChoice } from './titles.ts';
import type { Turn } from './turn.ts';

const englishNames = new Intl.DisplayNames('en', { type: 'language' });
const regionNames = new Intl.DisplayNames('en', { type: 'region' });
const ENGLISH_ONLY = "I can only answer in English. If you'd rather talk to a person, just say so.";
/** Languages other than those of the knowledge that people ask for, by code. The system supplies their names. */
const otherCodes =
  'ar bg bn ca cs da el et fa fi he hi hr hu id ko lt lv ms no ro ru sk sl sr sv ta th tr uk ur vi'.split(
    ' ',
  );

/** The name of a language in English and in the language itself, in lower case, unless that is the country's. */
function namesOf(code: string): string[] {
  const own = new Intl.DisplayNames(code, { type: 'language' }).of(code);
  const isCountry = own === regionNames.of(code.toUpperCase());
  return [englishNames.of(code), isCountry ? undefined : own].flatMap((name) =>
    name === undefined ? [] : [name.toLowerCase()],
  );
}

/** Clues to the language that a message is written in or asks for. */
interface LanguageWords {
  codes: readonly string[];
  /** Names of languages, with their codes. */
  names: ReadonlyMap<string, string>;
  /** Greetings and calls for help, bare, with the codes of their languages. */
  openers: ReadonlyMap<string, string>;
}

/** Cached, because they are needed for each message, and collecting them takes longer than the rest of the dialog. */
const wordsOf = new WeakMap<Knowledge, LanguageWords>();

function languageWords(knowledge: Knowledge): LanguageWords {
  const known = wordsOf.get(knowledge);
  if (known !== undefined) return known;
  const codes = [...knowledge.languages.keys(), ...otherCodes];
  const names = codes.flatMap((code) => namesOf(code).map((name) => [name, code] as const));
  const openers = [...knowledge.languages.values()].flatMap((language) =>
    language.openers.map((words) => [bare(words), language.code] as const),
  );
  // If two languages share a word, the first one counts.
  const words = { codes, names: new Map(names.toReversed()), openers: new Map(openers.toReversed()) };
  wordsOf.set(knowledge, words);
  return words;
}

/** Words before a language that somebody asks for: "in German", "speak Dutch", "any Spanish". */
const askedAfter = new Set(
  'in into to speak speaks spoken talk write answer reply respond understand know do have also any only no not'.split(
    ' ',
  ),
);
/** Words after it: "a German version". */
const askedBefore = new Set(
  'version translation support speaker speakers speaking language please pls'.split(' '),
);
/** In a message this short, a language by itself is a request. */
const FEW_WORDS = 3;

/**
 * The code of the language that a text asks for: "a Spanish hotel" only mentions one. If it asks for several, the first
 * in the list counts.
 */
function namedIn(text: string, { knowledge }: DialogServices): string | undefined {
  const { codes, names } = languageWords(knowledge);
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '');
  const named = words.flatMap((word, at) => {
    const isAsked =
      words.length <= FEW_WORDS ||
      askedAfter.has(words[at - 1] ?? '') ||
      askedBefore.has(words[at + 1] ?? '');
    return (isAsked ? names.get(word) : undefined) ?? [];
  });
  return codes.find((code) => named.includes(code));
}

/** The words of a message in lower case, without punctuation. */
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{M}' -]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The code of the language in which a message greets or asks for help without saying anything else. */
function openedIn(text: string, { knowledge }: DialogServices): string | undefined {
  return languageWords(knowledge).openers.get(bare(text));
}

/** "I don't speak English." */
const lacksEnglish =
  /\b(?:no|not|don['’]?t|little|bad|poor|weak)\b.{0,20}\benglish\b|\benglish\b.{0,12}\b(?:bad|poor|weak|not)\b/i;

/** A request for an answer in a language, or just the language's name. */
const asksToSpeak =
  /\b(?:speak|spoken|talk|write|answer|reply|respond|understand|chat|switch|change|translat\w*|available|help|support|do you (?:do|know|have))\b|\bin \w+[\s?.!]*$|^[^\p{L}]*\p{L}+(?:[^\p{L}]+(?:please|pls|possible))?[^\p{L}]*$/iu;

/**
 * The code of the language that a message is written in or asks for in English ("do you speak Spanish?"); undefined if
 * it is in English and asks for no other language.
 */
export function languageOf(
  { utterance, readings, language }: Turn,
  services: DialogServices,
): string | undefined {
  // A title may be in any language: a customer who presses or types one gets its answer.
  if (readings[0].rule === 'title') return undefined;
  if (language !== undefined) return language;
  const opened = openedIn(utterance, services);
  if (opened !== undefined) return opened;
  const isOfDevice = readings.some(({ models, apps }) => models.length + apps.length > 0);
  const isWish = readings.some(({ intent, certainty }) => intent === 'human' && certainty === 'sure');
  if (isOfDevice || isWish) return undefined;
  // "Sorry for my bad English. Is my Wi-Fi still safe?" is still a question in English.
  const isAnswered = readings.some(
    ({ intent, certainty }) => certainty === 'sure' && services.knowledge.answers.has(intent),
  );
  if (lacksEnglish.test(utterance)) return isAnswered ? undefined : 'en';
  return asksToSpeak.test(utterance) ? namedIn(utterance, services) : undefined;
}

const has = (text: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => text.toLowerCase().includes(beginning));

/**
 * Whether a question in another language asks for the patch status: it contains a listed model and an advisory or patch
 * word.
 */
export function patchReadings(
  { readings }: Turn,
  language: Language | undefined,
): [Reading, ...Reading[]] | undefined {
  const asking = readings.filter(({ models }) => models.length > 0);
  const text = readings.map(({ utterance }) => utterance).join(' ');
  const named = readings.flatMap(({ advisories }) => advisories);
  const isOfPatch = speaksOfPatch(text, named) || (language !== undefined && has(text, language.patch));
  // "Auch für den ESR600?" after a model's status.
  const isFollowUp = asking.some(
    ({ intent, certainty, rule }) => intent === 'patch.status' && certainty === 'sure' && rule === 'context',
  );
  if (!isOfPatch && !isFollowUp) return undefined;
  const [first, ...others] = asking.map((reading): Reading => ({
    ...reading,
    intent: 'patch.status',
    certainty: 'sure',
    candidates: [],
  }));
  return first === undefined ? undefined : [first, ...others];
}

/** Longer questions that name an advisory ask for more than what it is, in words that the bot cannot read. */
const MAX_WORDS_OF_ADVISORY = 7;

/**
 * The answer for customers who name an advisory but no model in another language ("KRACK nedir?", "c'est quoi KRACK"):
 * what the advisory is about, if nothing closer was understood.
 */
export function introductionReading(
  { utterance, readings }: Turn,
  { knowledge }: DialogServices,
): Reading | undefined {
  const [first] = readings;
  const [id, ...others] = advisoriesNamed(readings.flatMap(({ advisories }) => advisories));
  const advisory = knowledge.advisories.get(id ?? '');
  if (advisory === undefined || others.length > 0) return undefined;
  if (utterance.split(/\s+/).length > MAX_WORDS_OF_ADVISORY) return undefined;
  if (readings.some(({ models, boundary }) => models.length > 0 || boundary !== undefined)) return undefined;
  const isUnderstood =
    first.certainty === 'sure' && knowledge.answers.get(first.intent)?.about.advisory === id;
  const intent = isUnderstood ? first.intent : advisory.introduction;
  return { ...first, utterance, intent, certainty: 'sure', candidates: [] };
}

/** Whether the customer asks for a person, or accepts the offer of one, in their own language. */
export function wantsPersonInOwn(
  { utterance, humanOffered, language, data: { foreign, turns } }: Turn,
  { knowledge }: DialogServices,
): boolean {
  const own = language === undefined ? undefined : knowledge.languages.get(language);
  const hasJustOffered = humanOffered && foreign !== undefined && foreign.turn === turns - 1;
  const offeredIn = hasJustOffered ? knowledge.languages.get(foreign.code) : undefined;
  if (own === undefined && offeredIn === undefined) return false;
  const message = bare(utterance);
  if (own !== undefined && has(message, own.person) && has(message, own.talk)) return true;
  if (offeredIn === undefined) return false;
  const saysYes = offeredIn.yes.some(
    (word) => message === bare(word) || message.startsWith(`${bare(word)} `),
  );
  return saysYes || has(message, offeredIn.person);
}

/** Says in the customer's own language that the bot answers in English, and offers a person. */
export async function sayEnglishOnly(
  services: DialogServices,
  context: TurnContext,
  { data, language, utterance, readings }: Turn,
  code: string,
): Promise<void> {
  data.humanOffered = true;
  data.foreign = { code, turn: data.turns };
  const own = services.knowledge.languages.get(code)?.notice;
  // A customer who asks in English also gets the reply in English.
  const isOwn = language !== undefined || openedIn(utterance, services) !== undefined;
  const text = own === undefined ? ENGLISH_ONLY : isOwn ? own : `No, only English. ${own}`;
  const understood = readings.flatMap(({ certainty, intent }) => (certainty === 'sure' ? [intent] : []));
  const choices = [...choicesFor(services.knowledge, understood), humanChoice, helpChoice];
  await services.say(context, { kind: 'unknown', text, choices });
}
