import { advisoriesNamed } from '../advisories.ts';
import type { Classification, Classifier } from '../classifier/classification.ts';
import { type Focus, isFiller, leansBack, pointsBack, wording } from '../context.ts';
import { maskEntities } from '../entities.ts';
import { commandIntents, isReaction, socialIntents } from '../intents.ts';
import type { ReactionIntent } from '#knowledge/intents.ts';
import { pieces } from '../models/pieces.ts';
import type { Subject } from '../subjects.ts';
import type { Guess, Question, ReadingParts } from './reading-parts.ts';

/** How much of its share an intent keeps beside those of the subject in hand, when a message leans on what was said. */
const NEUTRAL_WEIGHT = 0.45;
const OTHER_WEIGHT = 0.08;
const UNKNOWN_WEIGHT = 0.5;
/** What the intent answered last is worth beside its subject's others: it was answered already. */
const REPEATED_WEIGHT = 0.7;
/** How much of its share a reaction keeps while there is no answer to react to. */
const REACTION_WEIGHT = 0.2;
/** What people say before they ask anything, too. */
const needNoAnswer: ReadonlySet<string> = new Set(['hold-on', 'one-more'] satisfies ReactionIntent[]);

/** An intent with this share leaves no other any near it. */
const MOST_OF_IT = 0.5;

/** The subject in hand, and which intents are about it. */
interface InHand {
  /** The word that stands for an app; undefined for an advisory. */
  word: string | undefined;
  holds: (intent: string) => boolean;
}

/** What was last spoken of, where it is a subject with several answers: an app, or the advisory. */
function subjectInHand(focus: Focus | undefined, subjects: ReadonlyMap<string, Subject>): InHand | undefined {
  const app = focus?.app;
  if (app !== undefined) {
    return {
      word: app.toLowerCase(),
      holds: (intent) => subjects.get(intent)?.app === app,
    };
  }
  const { advisories = [] } = subjects.get(focus?.intent ?? '') ?? {};
  if (advisories.length === 0) return undefined;
  const spokenOf = advisories.filter((id) => id === focus?.advisory);
  const inHand = spokenOf.length > 0 ? spokenOf : advisories;
  return {
    word: undefined,
    holds: (intent) => subjects.get(intent)?.advisories?.some((id) => inHand.includes(id)) === true,
  };
}

/** Whether a message leans on the subject in hand, and `intent` is about that subject. */
export function isInHand(
  intent: string,
  { text, entities, focus }: Question,
  subjects: ReadonlyMap<string, Subject>,
): boolean {
  const inHand = entities.apps.length > 0 ? undefined : subjectInHand(focus, subjects);
  return inHand?.holds(intent) === true && leansBack(text);
}

/** How much each intent counts while `inHand` is spoken of. */
function weightBy(inHand: InHand, focus: Focus | undefined, subjects: ReadonlyMap<string, Subject>) {
  return (intent: string): number => {
    if (intent === 'oos') return UNKNOWN_WEIGHT;
    if (inHand.holds(intent)) return intent === focus?.intent ? REPEATED_WEIGHT : 1;
    const subject = subjects.get(intent);
    // "Is there a patch for it?" after "does the ESR350 work with EnViewer?".
    if (subject?.isOfModel === true && (focus?.models.length ?? 0) > 0) return 1;
    // Talk to the bot and commands belong to every subject.
    if (subject === undefined) return 1;
    const isOfSubject = subject.app !== undefined || (subject.advisories ?? []).length > 0;
    const isNeutral = !isOfSubject && inHand.word !== undefined;
    return isNeutral ? NEUTRAL_WEIGHT : OTHER_WEIGHT;
  };
}

const isTalk = (intent: string): boolean => socialIntents.has(intent) || commandIntents.has(intent);

const howMany = /^\W*(?:(?:and|but|so|ok)\W+)?how (?:many|much)\W*$/i;
/** Words that stand for what was named in the question before. */
const standIn = /\b(?:(?:of )?(?:them|those|these)|(?:another |each |every )?ones?|another)\b/i;
const asksLimit = /\b(?:limit|maximum|max|most|how many|how much)\b/i;

/**
 * The question with the thing that it leaves out, of those that are asked after by number: "and how many?" after
 * "how do I add a camera?" asks how many cameras. Undefined where it leaves none out.
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

const hedges =
  /^(?:\W*\b(?:sorry|oops|ah+|oh|well|hm+|erm?|um+|i mean[t]?)\b[\s,.!:]*)+(?=\w)|(?<=\w)[\s,.]+(?:i mean|i meant|that is)\W*$/gi;

/** Without words that only take back or hesitate: "sorry, is there a patch I mean". */
const withoutHedges = (text: string): string => text.replaceAll(hedges, ' ');

/** All of these say that there is nothing to answer: "hmm ok" need not be one of them rather than another. */
const contented = new Set(['yes', 'acknowledge', 'thanks', 'feedback-good']);
const NEARLY_ALL = 0.75;

/** Whether it is nearly certain that a message only says that all is well. */
export const isContented = ({ intent, ranked }: Classification): boolean =>
  contented.has(intent) &&
  ranked.reduce((sum, { intent: each, score }) => sum + (contented.has(each) ? score : 0), 0) >= NEARLY_ALL;

/** Where nothing was answered yet, there is little to react to: "give me the short version of the WPA2 news" asks. */
const weightWithNothingSaid = (intent: string): number =>
  isReaction(intent) && !needNoAnswer.has(intent) ? REACTION_WEIGHT : 1;

const weightOfKnown = (intent: string): number => (intent === 'oos' ? 0 : 1);

/**
 * The classifier without the answers of other advisories, where the message names one or leans on what was said of one:
 * the words of a question about one often fit the answers of another.
 */
function withinAdvisory(
  { text, entities, focus }: Question,
  { classifier, ofOtherAdvisories }: Pick<ReadingParts, 'classifier' | 'ofOtherAdvisories'>,
): Classifier {
  const named = advisoriesNamed(entities.advisories);
  const spokenOf = focus?.advisory !== undefined && leansBack(text) ? [focus.advisory] : [];
  const strange = (named.length > 0 ? named : spokenOf).flatMap((id) => ofOtherAdvisories.get(id) ?? []);
  const isStrange = (intent: string): boolean => strange.every((intents) => intents.has(intent));
  if (strange.every(({ size }) => size === 0)) return classifier;
  return {
    thresholds: classifier.thresholds,
    classify: (utterance, { weight = () => 1 } = {}) =>
      classifier.classify(utterance, { weight: (intent) => (isStrange(intent) ? 0 : weight(intent)) }),
  };
}

/** Classifies; where that gives a reaction and nothing was answered yet, once more with reactions weighing little. */
function withReactionsInPlace(
  masked: string,
  { text, focus }: Question,
  classifier: Classifier,
): Classification {
  // "Ok then" has no word that could be about something unknown.
  const isEmpty = pieces(text).every(isFiller);
  const classification = classifier.classify(masked, isEmpty ? { weight: weightOfKnown } : undefined);
  if (focus?.intent !== undefined || !isReaction(classification.intent)) return classification;
  return classifier.classify(masked, { weight: weightWithNothingSaid });
}

/** A device outside the list is a model like any other where the patch is asked for. */
function plainly(masked: string, question: Question, classifier: Classifier): Classification {
  const { text, entities } = question;
  const classification = withReactionsInPlace(masked, question, classifier);
  const isDevice = entities.otherDevices.length > 0 && entities.models.length > 0;
  if (!isDevice || classification.confidence >= classifier.thresholds.sure) return classification;
  const asModel = classifier.classify(maskEntities(text, { ...entities, otherDevices: [] }));
  return asModel.intent === 'patch.status' ? asModel : classification;
}

/**
 * Classifies; and, where the message leans on what came before, once more with the subject in hand weighing more than
 * the others: "and from how far away?" after KRACK is about the attacker.
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
  const masked = withoutHedges(maskEntities(text, entities));
  const plain: Guess = {
    classification: plainly(masked, { text, entities, focus }, classifier),
    rule: 'classifier',
  };
  const inHand = subjectInHand(focus, subjects);
  if (inHand === undefined || entities.apps.length > 0 || !leansBack(text)) return plain;

  const { intent, confidence } = plain.classification;
  const { sure, close } = classifier.thresholds;
  const weight = weightBy(inHand, focus, subjects);
  const whole =
    isTalk(intent) && !howMany.test(text)
      ? undefined
      : withThing(masked, { text, entities, focus }, { subjects, things });
  if (whole !== undefined) {
    const classification = classifier.classify(`${whole} ${inHand.word}`, { weight });
    if (inHand.holds(classification.intent) && classification.confidence >= close)
      return { classification, rule: 'context' };
  }
  if (inHand.holds(intent) && confidence >= sure) return plain;
  // Talk is about no subject, whatever is in hand.
  const share = plain.classification.ranked[0]?.score ?? 0;
  if (isContented(plain.classification)) return plain;
  if (isTalk(intent) && (confidence >= (sure + close) / 2 || share >= MOST_OF_IT)) return plain;
  const weighed = classifier.classify(masked, { weight });
  // The app's name pulls towards its questions; the advisory's pulls any question towards it.
  const back = pointsBack(text);
  const isNamed = inHand.word !== undefined && (back.pronoun || back.opening || wording(text) === 'vague');
  const named = isNamed ? classifier.classify(`${masked} ${inHand.word}`, { weight }) : weighed;
  const best = named.confidence > weighed.confidence && inHand.holds(named.intent) ? named : weighed;
  // Nor does the subject in hand make talk of a question about another, or a question of talk.
  if (isTalk(best.intent) !== isTalk(intent) && !inHand.holds(best.intent)) return plain;
  if (best.intent === intent)
    return best.confidence > confidence ? { classification: best, rule: 'context' } : plain;
  return { classification: best, rule: 'context' };
}
