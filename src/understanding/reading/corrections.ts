import { commandIntents, socialIntents } from '../intents.ts';
import type { ModelMention, Span } from '../models/mention.ts';
import { pieces } from '../models/pieces.ts';
import type { Reading } from '../understanding.ts';
import type { Question, ReadingParts } from './reading-parts.ts';

/** Words that signal a correction. */
const signalsCorrection =
  /\b(sorry|oops|ooops|whoops|my bad|my mistake|apologies|i meant?|meant|mean|wrong|typo|mistyped|misread|misspel\w*|mixed (?:it |them )?up|confused|rather|instead|actually|correction|hang on|hold on|wait|scratch that|never ?mind|nvm|forget (?:that|it)|no+|nope|nah|not|make (?:that|it)|should be|supposed to be|should have (?:said|been)|read it|of course|silly me|my fault|d['’]?oh|duh|argh)\b/i;
/** "not the ESR300", "instead of EnTalk": the name that follows is the one that is not meant. */
const refused =
  /\b(?:not|no|isn'?t|instead of|rather than|don'?t mean|didn'?t mean|said|wrote|typed)\s+(?:an? |the |my |about |for )?$/i;
/** Words that signal a correction even in a message that reports trouble. */
const isPlain = /\b(?:i mean|i meant|meant|typo|instead of|rather than|correction|scratch that)\b/i;
/** "Does not turn on", "has no signal", "what does the light mean": such a message says something of its own. */
const reportsTrouble =
  /\b(?:(?:does|do|did|will|would|can|could|is|are|has|have|had|was)(?:n['’]?t| not)|won['’]?t|can(?:['’]?t|not))\s+(?!(?:mean|meant|say|said|write|ask|asking|talking|have|own|use|be|about|the|an?|my|for|it|that|this|what|in|right|correct|true|mine|ours?|#)\b|#)[a-z]+|\b(?:has|have|had|with|shows?|gets?|there is) no [a-z]+|\b(?:has|have|had|shows?) (?:the|an?) wrong [a-z]+|\bwhat (?:does|do|is|are)\b.*\bmeans?\b/i;

/** Words that mean nothing by themselves in a correction. */
const empty = new Set(
  'a ah about actually am an and app apologies are argh ask asked asking at bad be been but camera confused correction course d device do doh duh fault for forget got hang have hey hold i in instead is it its just label look looked looking make mean meant mine mind mistake mistyped mixed model my name nah never no nope not now nvm of oh on one ones oops or please pls rather read router said sec should silly sorry supposed take that the them there thing this those to too typed typo up version wait was we whoops with wrong wrote yes you your'.split(
    ' ',
  ),
);
const MAX_OTHER_WORDS = 4;
/** If the previous question has no name to replace, a message with more words is a question of its own. */
const MAX_BESIDE_NEW_NAME = 1;

/** How many words of a correction say something other than names. */
const countOthers = (text: string, names: readonly Span[]): number =>
  pieces(text).filter((piece) => !isIn(names, piece.start, piece.end) && !empty.has(piece.text)).length;

const isIn = (spans: readonly Span[], start: number, end: number): boolean =>
  spans.some((span) => start >= span.start && end <= span.end);

/** The names that the customer means, without those they reject. */
function namesMeant<Name extends Span>(text: string, names: readonly Name[]): Name[] {
  const meant = names.filter(({ start }) => !refused.test(text.slice(0, start)));
  return meant.length > 0 ? meant : [...names];
}

/** Whether a message says something about what it names instead of correcting a name. */
function isReport(text: string, names: readonly Span[]): boolean {
  if (isPlain.test(text)) return false;
  const unnamed = names
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}#${rest.slice(end)}`, text);
  return reportsTrouble.test(unnamed);
}

const singular = (thing: string): string => thing.toLowerCase().replace(/s$/, '');

/** "I said router but I mean a camera": the previous question, about the thing meant; undefined if there is none. */
function withCorrectedThing(text: string, before: string, things: RegExp): string | undefined {
  const [old, ...more] = spansOf(before, things);
  const named = spansOf(text, things);
  const [meant, ...others] = namesMeant(text, named);
  if (old === undefined || meant === undefined || more.length + others.length > 0) return undefined;
  if (singular(old.written) === singular(meant.written)) return undefined;
  const isMore = countOthers(text, named) > MAX_OTHER_WORDS;
  return isMore ? undefined : withNames(before, [old], [meant.written]);
}

const spansOf = (text: string, things: RegExp): (Span & { written: string })[] =>
  [...text.matchAll(things)].map(({ 0: written, index }) => ({
    written,
    start: index,
    end: index + written.length,
  }));

/** Replaces the names in a text, or appends the new ones if it has none. */
function withNames(text: string, old: readonly Span[], names: readonly string[]): string {
  const [first, ...others] = old;
  const list = names.join(' and ');
  if (first === undefined) return `${text.replace(/[\s?.!]+$/, '')} for ${list}?`;
  // Work from the end so that the earlier offsets stay valid.
  let changed = text;
  for (const { start, end } of others.toReversed())
    changed = `${changed.slice(0, start)}${changed.slice(end)}`;
  return `${changed.slice(0, first.start)}${list}${changed.slice(first.end)}`;
}

const namesOf = (models: readonly ModelMention[]): string[] =>
  models.map((mention) => (mention.kind === 'listed' ? mention.model : mention.written));
const isPart = (mention: ModelMention): boolean =>
  (mention.kind === 'listed' && mention.how === 'context') ||
  (mention.kind === 'unlisted' && mention.near.length === 1 && /v\d+$/i.test(mention.written));

/**
 * Builds the step that applies a correction such as "sorry, I meant the ENS500" or "not EnTalk, EnViewer" to the
 * previous question. It returns that question with the right name, or undefined if the message corrects nothing or asks
 * a question of its own.
 */
export function createCorrect({ findEntities, things }: Pick<ReadingParts, 'findEntities' | 'things'>) {
  return ({ text, entities, focus }: Question, reading: Reading): string | undefined => {
    const before = focus?.utterance;
    const names = [...entities.models, ...entities.apps];
    if (before === undefined || reading.rule === 'title' || isReport(text, names)) return undefined;
    if (names.length === 0)
      return signalsCorrection.test(text) ? withCorrectedThing(text, before, things) : undefined;
    // After a model, part of a name stands for the whole name; a version is a correction even without words that say
    // so.
    const isVersion = entities.models.some(
      ({ kind, written }) => kind === 'unlisted' && !text.includes(written),
    );
    if (!signalsCorrection.test(text) && !isVersion) return undefined;
    if (entities.models.some(isPart))
      return withNames(before, findEntities(before).models, namesOf(namesMeant(text, entities.models)));
    const others = countOthers(text, names);
    const isAnswerable = !socialIntents.has(reading.intent) && !commandIntents.has(reading.intent);
    const asksItself = reading.certainty === 'sure' && isAnswerable && reading.rule !== 'name';
    const earlier = findEntities(before);
    const hasName = earlier.models.length + earlier.apps.length > 0;
    const most = hasName ? MAX_OTHER_WORDS : MAX_BESIDE_NEW_NAME;
    if (others > (asksItself ? 0 : most)) return undefined;

    const [models, apps] = [namesMeant(text, entities.models), namesMeant(text, entities.apps)];
    let corrected = before;
    if (models.length > 0) corrected = withNames(corrected, earlier.models, namesOf(models));
    if (apps.length > 0)
      corrected = withNames(
        corrected,
        findEntities(corrected).apps,
        apps.map(({ name }) => name),
      );
    return corrected;
  };
}
