import { advisoriesNamed } from '../advisories.ts';
import type { Classification, Classifier } from '../classifier/classification.ts';
import { asksIfStillSo, type Focus, isFiller, leansBack, pointsBack, wording } from '../context.ts';
import { maskEntities } from '../entities.ts';
import { commandIntents, isReaction, socialIntents } from '../intents.ts';
import type { ReactionIntent } from '#knowledge/intents.ts';
import { pieces } from '../models/pieces.ts';
import type { Subject } from '../subjects.ts';
import type { Guess, Question, ReadingParts } from './reading-parts.ts';

/** Weight of intents outside the current subject if a message refers back to it. */
const NEUTRAL_WEIGHT = 0.45;
const OTHER_WEIGHT = 0.08;
const UNKNOWN_WEIGHT = 0.5;
/** Weight of the intent answered last: it is less likely to be asked again than others of its subject. */
const REPEATED_WEIGHT = 0.7;
/** Weight of reactions while there is no answer to react to. */
const REACTION_WEIGHT = 0.2;
/** Reactions that people also write before they ask anything. */
const needNoAnswer: ReadonlySet<string> = new Set(['hold-on', 'one-more'] satisfies ReactionIntent[]);

/** An intent with at least this share has no close rival. */
const MAX_OF_IT = 0.5;

/** The current subject, and which intents are about it. */
interface CurrentSubject {
  /** The app's name as a word; undefined for an advisory. */
  word: string | undefined;
  holds: (intent: string) => boolean;
}

/** The subject in focus, if it is one with several answers: an app or an advisory. */
function currentSubject(
  focus: Focus | undefined,
  subjects: ReadonlyMap<string, Subject>,
): CurrentSubject | undefined {
  const app = focus?.app;
  if (app !== undefined) {
    return {
      word: app.toLowerCase(),
      holds: (intent) => subjects.get(intent)?.app === app,
    };
  }
  const { advisories = [] } = subjects.get(focus?.intent ?? '') ?? {};
  if (advisories.length === 0) return undefined;
  const inFocus = advisories.filter((id) => id === focus?.advisory);
  const current = inFocus.length > 0 ? inFocus : advisories;
  return {
    word: undefined,
    holds: (intent) => subjects.get(intent)?.advisories?.some((id) => current.includes(id)) === true,
  };
}

/** Whether a message refers back to the current subject and `intent` is about that subject. */
export function isAboutCurrentSubject(
  intent: string,
  { text, entities, focus }: Question,
  subjects: ReadonlyMap<string, Subject>,
): boolean {
  const current = entities.apps.length > 0 ? undefined : currentSubject(focus, subjects);
  return current?.holds(intent) === true && leansBack(text);
}

/** The weight of each intent while `current` is the current subject. */
function weightBy(
  current: CurrentSubject,
  { text, focus }: Question,
  subjects: ReadonlyMap<string, Subject>,
) {
  const weightOfLast = asksIfStillSo(text) ? 1 : REPEATED_WEIGHT;
  return (intent: string): number => {
    if (intent === 'oos') return UNKNOWN_WEIGHT;
    if (current.holds(intent)) return intent === focus?.intent ? weightOfLast : 1;
    const subject = subjects.get(intent);
    // For example "Is there a patch for it?" after "does the ESR350 work with EnViewer?".
    if (subject?.isOfModel === true && (focus?.models.length ?? 0) > 0) return 1;
    // Small talk and commands fit every subject.
    if (subject === undefined) return 1;
    const isOfSubject = subject.app !== undefined || (subject.advisories ?? []).length > 0;
    const isNeutral = !isOfSubject && current.word !== undefined;
    return isNeutral ? NEUTRAL_WEIGHT : OTHER_WEIGHT;
  };
}

const howMuch = /\bhow much (?=\w)/gi;

/** "How much camera can I add?": of things that can be counted, it asks how many. Every name keeps its place. */
const asCount = (text: string, things: RegExp): string =>
  text.replaceAll(howMuch, (much, at: number) =>
    text.slice(at + much.length).search(things) === 0 ? 'how many ' : much,
  );

const isSmallTalkOrCommand = (intent: string): boolean =>
  socialIntents.has(intent) || commandIntents.has(intent);

const howMany = /^\W*(?:(?:and|but|so|ok)\W+)?how (?:many|much)\W*$/i;
/** Words that stand for a thing named in the previous question. */
const standIn = /\b(?:(?:of )?(?:them|those|these)|(?:another |each |every )?ones?|another)\b/i;
const asksLimit = /\b(?:limit|maximum|max|most|how many|how much)\b/i;

/**
 * Adds the countable thing that a question leaves out: after "how do I add a camera?", "and how many?" asks how many
 * cameras. Returns undefined if nothing is missing.
 */
function withThing(
  masked: string,
  { text, focus }: Question,
  { subjects, things }: Pick<ReadingParts, 'subjects' | 'things'>,
): string | undefined {
  if (text.search(things) >= 0 || !(standIn.test(text) || asksLimit.test(text))) return undefined;
  const thing = focus?.utterance?.match(things)?.at(-1) ?? subjects.get(focus?.intent ?? '')?.thing;
  if (thing === undefined) return undefined;
  if (howMany.test(text)) return `how many ${thing}`;
  return standIn.test(masked) ? masked.replace(standIn, thing) : `${masked} ${thing}`;
}

/** "Is there a different app that does?" is not about the current one. */
const leaves = /\b(?:another|other|different) (?:apps?|programs?|software)\b/i;

const hedges =
  /^\W*(?:(?:sorry|oops|ah+|oh|well|hm+|erm?|um+|i mean[t]?)\b\W*)+(?=\w)|(?<=\w)[\s,.]+(?:i mean|i meant|that is)\W*$/gi;

/** Removes words of hesitation or apology: "sorry, is there a patch I mean". */
const withoutHedges = (text: string): string => text.replaceAll(hedges, ' ');

/** None of these needs an answer, so it does not matter which of them "hmm ok" is. */
const contented = new Set(['yes', 'acknowledge', 'thanks', 'feedback-good']);
const NEARLY_ALL = 0.75;

/** Whether a message almost certainly says only that all is well. */
export const isContented = ({ intent, ranked }: Classification): boolean =>
  contented.has(intent) &&
  ranked.reduce((sum, { intent: each, score }) => sum + (contented.has(each) ? score : 0), 0) >= NEARLY_ALL;

/** Before the first answer a reaction is unlikely: "give me the short version of the WPA2 news" is a question. */
const weightBeforeAnswer = (intent: string): number =>
  isReaction(intent) && !needNoAnswer.has(intent) ? REACTION_WEIGHT : 1;

const weightInScope = (intent: string): number => (intent === 'oos' ? 0 : 1);

/**
 * The classifier without the answers of other advisories, for a message that names an advisory or refers back to one. A
 * question about one advisory often resembles another one's answers.
 */
function withinAdvisory(
  { text, entities, focus }: Question,
  { classifier, ofOtherAdvisories }: Pick<ReadingParts, 'classifier' | 'ofOtherAdvisories'>,
): Classifier {
  const named = advisoriesNamed(entities.advisories);
  const inFocus = focus?.advisory !== undefined && leansBack(text) ? [focus.advisory] : [];
  const excluded = (named.length > 0 ? named : inFocus).flatMap((id) => ofOtherAdvisories.get(id) ?? []);
  const isExcluded = (intent: string): boolean => excluded.every((intents) => intents.has(intent));
  if (excluded.every(({ size }) => size === 0)) return classifier;
  return {
    thresholds: classifier.thresholds,
    classify: (utterance, { weight = () => 1 } = {}) =>
      classifier.classify(utterance, { weight: (intent) => (isExcluded(intent) ? 0 : weight(intent)) }),
  };
}

/** Classifies; if the result is a reaction before any answer, classifies again with a low weight for reactions. */
function withReactionsInPlace(
  masked: string,
  { text, focus }: Question,
  classifier: Classifier,
): Classification {
  // "Ok then" has no word that could be about something unknown.
  const isEmpty = pieces(text).every(isFiller);
  const classification = classifier.classify(masked, isEmpty ? { weight: weightInScope } : undefined);
  if (focus?.intent !== undefined || !isReaction(classification.intent)) return classification;
  return classifier.classify(masked, { weight: weightBeforeAnswer });
}

/** In a question about patches, treats a device outside the list like any other model. */
function plainly(masked: string, question: Question, classifier: Classifier): Classification {
  const { text, entities } = question;
  const classification = withReactionsInPlace(masked, question, classifier);
  const isDevice = entities.otherDevices.length > 0 && entities.models.length > 0;
  if (!isDevice || classification.confidence >= classifier.thresholds.sure) return classification;
  const asModel = classifier.classify(maskEntities(text, { ...entities, otherDevices: [] }));
  return asModel.intent === 'patch.status' ? asModel : classification;
}

/** Weights without reactions, and with little for the current subject. */
const weightOfOthers =
  (current: CurrentSubject) =>
  (intent: string): number =>
    isReaction(intent) ? 0 : current.holds(intent) ? OTHER_WEIGHT : 1;

/**
 * Classifies; if the message refers back, classifies again with a higher weight for the current subject: after KRACK,
 * "and from how far away?" is about the attacker.
 */
export function guessByClassifier(
  { text, entities, focus }: Question,
  {
    subjects,
    things,
    ...parts
  }: Pick<ReadingParts, 'classifier' | 'subjects' | 'things' | 'ofOtherAdvisories'>,
): Guess {
  const classifier = withinAdvisory({ text, entities, focus }, parts);
  const masked = withoutHedges(maskEntities(asCount(text, things), entities));
  const plain: Guess = {
    classification: plainly(masked, { text, entities, focus }, classifier),
    rule: 'classifier',
  };
  const current = currentSubject(focus, subjects);
  if (current === undefined || entities.apps.length > 0 || !leansBack(text)) return plain;

  if (leaves.test(text))
    return { ...plain, classification: classifier.classify(masked, { weight: weightOfOthers(current) }) };

  const { intent, confidence } = plain.classification;
  const { sure, close } = classifier.thresholds;
  const weight = weightBy(current, { text, entities, focus }, subjects);
  const whole =
    isSmallTalkOrCommand(intent) && !howMany.test(text)
      ? undefined
      : withThing(masked, { text, entities, focus }, { subjects, things });
  if (whole !== undefined) {
    const classification = classifier.classify(`${whole} ${current.word}`, { weight });
    if (current.holds(classification.intent) && classification.confidence >= close)
      return { classification, rule: 'context' };
  }
  if (current.holds(intent) && confidence >= sure) return plain;
  // Small talk belongs to no subject.
  const share = plain.classification.ranked[0]?.score ?? 0;
  if (isContented(plain.classification)) return plain;
  if (isSmallTalkOrCommand(intent) && (confidence >= (sure + close) / 2 || share >= MAX_OF_IT)) return plain;
  const weighed = classifier.classify(masked, { weight });
  // Adding the app's name favours its own intents; adding an advisory's name would favour its intents for any question.
  const back = pointsBack(text);
  const isNamed = current.word !== undefined && (back.pronoun || back.opening || wording(text) === 'vague');
  const named = isNamed ? classifier.classify(`${masked} ${current.word}`, { weight }) : weighed;
  const best = named.confidence > weighed.confidence && current.holds(named.intent) ? named : weighed;
  // The current subject must not turn small talk into a question about something else, or a question into small talk.
  if (isSmallTalkOrCommand(best.intent) !== isSmallTalkOrCommand(intent) && !current.holds(best.intent))
    return plain;
  if (best.intent === intent)
    return best.confidence > confidence ? { classification: best, rule: 'context' } : plain;
  return { classification: best, rule: 'context' };
}
