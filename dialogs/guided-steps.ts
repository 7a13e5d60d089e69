import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Variants } from '#knowledge/schema.ts';
import { pointsBack } from '#understanding/context.ts';
import { commandIntents } from '#understanding/intents.ts';
import { namesSource } from '#understanding/names.ts';
import { speaksOfPatch } from '#understanding/subjects.ts';
import { freshFocus } from './conversation.ts';
import { positionIn } from './ordinals.ts';
import type { Turn } from './turn.ts';

/** What a message asks about the steps: an option's steps, a word, a place, a reason; or that they did not help. */
export type AskedOfSteps =
  | { kind: 'option'; id: string }
  | { kind: 'term'; word: string }
  | { kind: 'where' }
  | { kind: 'why' }
  | { kind: 'how-many' }
  | { kind: 'failed' };

/** The wording of the options and steps of one guided answer. */
export interface GuidedSteps {
  /** The id of the option that a text names; undefined if it names none or more than one. */
  optionIn(reply: string): string | undefined;
  /** The same for a question that names it unasked: in "for 5 visitors", the number is no option. */
  optionInQuestion(question: string): string | undefined;
  /** The option that a reply picks by its position: "the second one". */
  optionAt(text: string): string | undefined;
  /** The option that "the other one" means after one was given. */
  otherOption(text: string, given: string | undefined): string | undefined;
  /** What a message asks about the steps that the customer is following; undefined if it is about something else. */
  questionIn(text: string): AskedOfSteps | undefined;
}

/** "Not the 5 GHz one" only rules out one option: asking again is better than guessing. */
const refuses = /\b(not|don'?t|without|except)\b/i;
/** "I don't know", "what's the difference?" */
const isPuzzled = String.raw`no (?:idea|clue)|don['’]?t (?:know|understand)|do not (?:know|understand)|dunno|unsure|not sure|explain|mean(?:s|ing)?|difference|never heard`;
const asksMeaning = new RegExp(
  String.raw`\b(?:what(?:['’]?s| is| are| does| do you mean by)?|which|${isPuzzled})\b`,
  'i',
);
const asksWhere =
  /\b(?:where|which (?:page|menu|setting)|what page|in what|how (?:do|can|to|would|should)(?: i| we| you)? (?:find|get (?:to|there)|open|reach|see|set|do|enable|change|turn|switch|select|choose|access|go|make|create|add|configure|enter))\b/i;
const ofBuying = /\b(?:buy|order|purchase|return|sell|sold)\b/i;
const asksWhy = /^\W*(?:(?:but|and|so|ok(?:ay)?|oh)\W+)*why\b(?:\W+\w+){0,6}\W*$/i;
const asksNumber = /\bhow many\b/i;
const failed =
  /\bstill\b.{0,25}\b(?:gr[ae]y\w*|same|not|no|locked|disabled|fails?|stuck|won['’]?t|can['’]?t|doesn['’]?t)\b|\b(?:no (?:change|luck|difference)|nothing (?:changed|changes|happens|happened))\b|\b(?:did|does)(?:n['’]?t| not) (?:work|help|change|do (?:it|anything))\b/i;
const ofSteps = /\b(?:these|those|them|that|this|it|settings?|page|menu|second|two|another|enable)\b/i;
const asksStatus =
  /\b(?:safe|secur\w*|vulnerab\w*|affected|fix\w*|updat\w*|status|firmware|ready|done|protect\w*|hit)\b/i;
const MAX_WORDS = 12;
const MAX_WORDS_OF_AN_OPTION = 6;
/** "But why?", "why is that?" */
const MAX_WORDS_OF_WHY = 3;

const anyOf = (names: readonly string[]): RegExp => new RegExp(namesSource(names), 'i');
const anyOfWords = (words: readonly string[]): RegExp => anyOf(words.flatMap((word) => [word, `${word}s`]));

/** A single digit or word, which means an option only in a reply, or next to what the options are called. */
const isBare = (alias: string): boolean => /^(?:\d|[a-z]+)$/i.test(alias);

/** What names an option in any message: "5 GHz", "all bands", "on both", "2.4 and 5", but not "for 5 visitors". */
function clearNamesOf({ label, aliases }: Variants['options'][number], called: readonly string[]): RegExp {
  const clear = namesSource([label, ...aliases.filter((alias) => !isBare(alias))]);
  const bare = aliases.filter(isBare);
  if (bare.length === 0) return new RegExp(clear, 'i');
  const alias = namesSource(bare);
  const things = namesSource(called.flatMap((name) => [name, `${name}s`]));
  const joint = String.raw`\s*(?:and|or|&|\/|\+)\s*`;
  return new RegExp(
    [
      clear,
      String.raw`${alias}(?=\W+(?:of )?(?:the |my |these )?${things})`,
      String.raw`(?<=\bon )${alias}(?=\W*$)`,
      String.raw`(?<=\d(?:\s*ghz)?${joint})${alias}`,
      String.raw`${alias}(?=${joint}\d)`,
    ].join('|'),
    'i',
  );
}

/** Prepares the wording of a guided answer, once, when the knowledge is loaded. */
export function guidedStepsOf({ options, called, terms = {}, whereWords }: Variants): GuidedSteps {
  const named = options.map((option) => ({
    ...option,
    names: anyOf([option.label, ...option.aliases]),
    clearNames: clearNamesOf(option, called),
  }));
  const words = Object.keys(terms).map((word) => ({ word, pattern: anyOfWords([word]) }));
  const places = anyOfWords(whereWords);
  const theOther = new RegExp(
    String.raw`^[^\w'’]*(?:[\w'’]+[^\w'’]+){0,8}the other(?: (?:one|${namesSource(called)}))?\W*$`,
    'i',
  );
  const hasNumbers = options.some(({ label }) => /\d/.test(label));

  function optionIn(message: string, kind: 'names' | 'clearNames' = 'names'): string | undefined {
    if (refuses.test(message)) return undefined;
    // "Does it work at all?" does not ask for all of them.
    const text = message.replaceAll(
      /\b(?:at|after|first of|of) all\b(?!\W*(?:of )?(?:bands|them|these)\b)/gi,
      ' ',
    );
    const found = named.filter((option) => option[kind].test(text));
    const all = found.find(({ covers }) => covers !== undefined);
    if (all !== undefined || found.length < 2) return (all ?? found[0])?.id;
    return options.find(({ covers }) => found.every(({ id }) => covers?.includes(id) === true))?.id;
  }

  return {
    optionIn: (reply) => optionIn(reply),
    optionInQuestion: (question) => optionIn(question, 'clearNames'),
    optionAt(text) {
      // If the options contain numbers themselves, a number means one of those and not a position.
      const place = hasNumbers && /\d/.test(text) ? undefined : positionIn(text, options.length);
      return place === undefined ? undefined : options[place]?.id;
    },
    otherOption(text, given) {
      const single = options.filter(({ covers }) => covers === undefined).map(({ id }) => id);
      if (given === undefined || !single.includes(given) || single.length !== 2) return undefined;
      return theOther.test(text) ? single.find((id) => id !== given) : undefined;
    },
    questionIn(text) {
      const count = text.split(/\s+/).length;
      const term = words.find(({ pattern }) => pattern.test(text));
      const isExplained = term !== undefined && asksMeaning.test(text) && !/\bwhere\b/i.test(text);
      if (count <= MAX_WORDS && isExplained && !/\bhow (?:do|can|to)\b/i.test(text))
        return { kind: 'term', word: term.word };
      const isOfNumber =
        asksNumber.test(text) && (term !== undefined || ofSteps.test(text) || /\bhow many\W*$/i.test(text));
      if (count <= MAX_WORDS && isOfNumber) return { kind: 'how-many' };
      const option = optionIn(text);
      if (count <= MAX_WORDS_OF_AN_OPTION && option !== undefined) return { kind: 'option', id: option };
      if (count <= MAX_WORDS && failed.test(text)) return { kind: 'failed' };
      const isOfSteps = ofSteps.test(text) || places.test(text) || term !== undefined;
      if (asksWhy.test(text) && (isOfSteps || count <= MAX_WORDS_OF_WHY)) return { kind: 'why' };
      const isWhere = count <= MAX_WORDS && asksWhere.test(text) && isOfSteps && !ofBuying.test(text);
      return isWhere ? { kind: 'where' } : undefined;
    },
  };
}

const unsure = new RegExp(
  String.raw`\b(?:${isPuzzled}|(?:don['’]?t|do not) (?:care|mind)|whichever|whatever)\b|^[^\w?]*\?\W*$`,
  'i',
);
/** "What is that?", "which one should I take?", but not "what time do you open?" */
const asksWhich =
  /^\W*(?:\w+\W+){0,3}?(?:what|which|any)\b(?:\W+(?:s|is|are|does|do|did|one|ones|bands?|options?|should|i|would|will|you|recommend|that|this|it|the|to|better|best|mean|choose|pick|take|use|need|have|exactly|now|then|of|them|these|those|two|for|me|my|a|an|fine|ok))*\W*$/i;

/** Whether the customer was asked to choose an option and does not know which. */
export const isLost = (text: string): boolean => unsure.test(text) || asksWhich.test(text);

/** "I have the ESR600" names a model without asking about a patch, so it belongs to the previous question. */
export function namesModelOnly({ utterance, readings }: Turn): boolean {
  const [{ intent, models, advisories }, ...others] = readings;
  const isStatus = intent === 'patch.status' && models.length > 0 && others.length === 0;
  return isStatus && !speaksOfPatch(utterance, advisories) && !asksStatus.test(utterance);
}

/** What the customer asks about the last guided answer. */
export interface AskedOfLastSteps {
  answerId: string;
  asked?: AskedOfSteps;
  /** The option that the message refers to without naming it. */
  optionId?: string;
}

/** The last guided answer and what the message asks about it; undefined if it asks something else. */
export function askedOfLastSteps(
  { answers }: Knowledge,
  guided: ReadonlyMap<string, GuidedSteps>,
  turn: Turn,
): AskedOfLastSteps | undefined {
  const { data, now, utterance, readings } = turn;
  const answer = answers.get(freshFocus(data, now)?.intent ?? '');
  const steps = guided.get(answer?.id ?? '');
  if (answer === undefined || steps === undefined || readings.length > 1) return undefined;
  const [{ intent, certainty, rule, models, apps }] = readings;
  const optionId = steps.otherOption(utterance, data.option);
  if (optionId !== undefined) return { answerId: answer.id, optionId };
  // "And on the ESR600?"
  if (namesModelOnly(turn) && pointsBack(utterance).opening) return { answerId: answer.id };
  const isOther = certainty === 'sure' && rule !== 'context' && intent !== answer.id;
  if ((isOther && !commandIntents.has(intent)) || rule === 'title') return undefined;
  if (models.length + apps.length > 0) return undefined;
  const asked = steps.questionIn(utterance);
  return asked === undefined ? undefined : { answerId: answer.id, asked };
}
