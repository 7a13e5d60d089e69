import { otherVulnerability as OTHER_VULNERABILITY } from '#knowledge/intents.ts';
import type { Classification, Thresholds } from '../classifier/classification.ts';
import { asksIfStillSo, isFiller, pointsBack, wording } from '../context.ts';
import { commandIntents, isReaction, socialIntents } from '../intents.ts';
import { pieces } from '../models/pieces.ts';
import { speaksOfPatch, type Subject } from '../subjects.ts';
import type { Certainty } from '../understanding.ts';
import { isContented, isAboutCurrentSubject } from './by-classifier.ts';
import type { Guess, Question } from './reading-parts.ts';

/** The confidence at which small talk counts as sure, as a fraction of the way from `close` to `sure`. */
const SMALL_TALK_SHARE = 0.35;

const FEW_WORDS = 3;
const FEW_WORDS_OF_TOPIC = 2;

/** Commands that lose data: what they discard cannot be restored. */
const destructive: ReadonlySet<string> = new Set(['cancel', 'start-over']);

const sureForSmallTalk = ({ sure, close }: Thresholds): number => close + (sure - close) * SMALL_TALK_SHARE;

/** A few words after an answer are probably a reaction, not an unforeseen question; before one, that is less likely. */
function surenessForReaction(text: string, isAfterAnswer: boolean, thresholds: Thresholds): number {
  const isShort = text.split(/\s+/).length <= FEW_WORDS;
  if (!isAfterAnswer) return isShort ? sureForSmallTalk(thresholds) : thresholds.sure;
  return isShort ? thresholds.close : sureForSmallTalk(thresholds);
}

/** If there are enough words, and no more than this share is unfamiliar, the confidence tends to be too low. */
const FAMILIAR = 0.2;
const FAMILIAR_SHARE = 0.8;

/** The confidence needed to act on an intent. */
function surenessFor(
  { intent, strangeness }: Classification,
  { text, entities, focus }: Question,
  thresholds: Thresholds,
): number {
  const { sure, close } = thresholds;
  // Small talk and commands state no fact, so they need less confidence; but nobody should get a person by accident.
  if (isReaction(intent)) return surenessForReaction(text, focus?.intent !== undefined, thresholds);
  // "My husband collapsed, I need help" does not ask what the bot can do.
  if (intent === 'help') return sure;
  if (socialIntents.has(intent)) return sureForSmallTalk(thresholds);
  if (destructive.has(intent)) return (3 * sure + 1) / 4;
  if (commandIntents.has(intent)) return (sure + close) / 2;
  if (intent === 'human') return (sure + 1) / 2;
  // A question about a model's patch says so somehow; "fixed IP on an EAP1300" asks about something else.
  if (intent === 'patch.status' && !speaksOfPatch(text, entities.advisories)) return (sure + 1) / 2;
  return strangeness <= FAMILIAR && wording(text) === 'full' ? sure * FAMILIAR_SHARE : sure;
}

/** From this share of unfamiliar words and this out-of-scope score on, a guess is based on a name alone. */
const UNFAMILIAR_SHARE = 1 / 3;
const PERHAPS_UNKNOWN = 0.08;
/** The confidence such a guess needs. All three were tuned by leaving out one author's phrases at a time. */
const SURE_BY_NAME = 0.9;

/**
 * Whether a guess is based on a name alone: "Can I send SMS with EnTalk?" has little but the name in common with the
 * questions about EnTalk, and may be out of scope.
 */
function restsOnName({ strangeness, ranked }: Classification, { entities }: Question): boolean {
  if (strangeness < UNFAMILIAR_SHARE) return false;
  const isNamed = entities.apps.length + entities.models.length + entities.advisories.length > 0;
  return isNamed && ranked.some(({ intent, score }) => intent === 'oos' && score >= PERHAPS_UNKNOWN);
}

/** Whether the intent belongs to an app although the message hardly refers to that app; then the bot asks first. */
function presumesApp(
  { intent, confidence }: Classification,
  { text, entities, focus }: Question,
  subjects: ReadonlyMap<string, Subject>,
  sure: number,
): boolean {
  const app = subjects.get(intent)?.app;
  if (app === undefined || entities.apps.length > 0 || focus?.app === app) return false;
  const fullness = wording(text);
  return fullness === 'vague' || (fullness === 'terse' && confidence < (sure + 1) / 2);
}

const FOLLOW_UP_SHARE = 0.8;

/** Within the current subject less is enough: a wrong answer nearby costs less than a clarifying question every time. */
const followUpSure = (thresholds: Thresholds): number => thresholds.sure * FOLLOW_UP_SHARE;

/** The lead of a clear follow-up: another answer of the subject fits twice as well as anything else. */
const CLEAR_LEAD = 2;

/** Whether a follow-up clearly moves on to another answer of the current subject: "only nearby ones?". */
function movesOn(
  { intent, ranked: [first, second] }: Classification,
  question: Question,
  subjects: ReadonlyMap<string, Subject>,
): boolean {
  const isClear = (first?.score ?? 0) >= (second?.score ?? 0) * CLEAR_LEAD;
  return isClear && intent !== question.focus?.intent && isAboutCurrentSubject(intent, question, subjects);
}

/** From this score on, two neighbours leave little room for anything else. */
const NEARLY_ALL = 0.75;

/**
 * Whether a follow-up is about one of two answers that lead to each other, and hardly about anything else: after a
 * patch status, "how dangerous is it" fits two of them, and either is better than asking which.
 */
function isBetweenNeighbours(
  { ranked: [first, second] }: Classification,
  question: Question,
  subjects: ReadonlyMap<string, Subject>,
): boolean {
  if (first === undefined || second === undefined || first.score + second.score < NEARLY_ALL) return false;
  const isNext = (from: string, to: string) => subjects.get(from)?.followUps?.includes(to) === true;
  const both = [first.intent, second.intent];
  return (
    isNext(first.intent, second.intent) &&
    isNext(second.intent, first.intent) &&
    both.every((id) => id !== question.focus?.intent && isAboutCurrentSubject(id, question, subjects))
  );
}

/** How certain it is that the customer means the guess. */
export function certaintyOf(
  guess: Guess,
  question: Question,
  { thresholds, subjects }: { thresholds: Thresholds; subjects: ReadonlyMap<string, Subject> },
): Certainty {
  const { classification, rule, boundary } = guess;
  if (boundary !== undefined) return 'unknown';
  const { intent, confidence } = classification;
  // "EnViewer alerts?" names a topic; the bot asks whether it is one of the app's.
  if (intent === 'oos' && (namesTopicOfApp(question) || asksTopicOfAppInFocus(question))) return 'close';
  if (intent === 'oos' || intent === OTHER_VULNERABILITY)
    return confidence < thresholds.doubt && intent === 'oos' && !asksMore(question) ? 'close' : 'unknown';
  if (isContented(classification)) return 'sure';
  const needed = surenessFor(classification, question, thresholds);
  const follows = isAboutCurrentSubject(intent, question, subjects)
    ? Math.min(needed, followUpSure(thresholds))
    : needed;
  if (confidence >= thresholds.close && (asksOfModel(intent, question) || asksOfAnother(intent, question)))
    return 'sure';
  if (confidence >= thresholds.close && movesOn(classification, question, subjects)) return 'sure';
  if (isBetweenNeighbours(classification, question, subjects)) return 'sure';
  const enough = leavesApp(intent, question, subjects) ? (needed + 1) / 2 : follows;
  if (confidence >= (restsOnName(classification, question) ? SURE_BY_NAME : enough)) {
    const isPresumed =
      rule !== 'title' && rule !== 'name' && presumesApp(classification, question, subjects, thresholds.sure);
    return isPresumed ? 'close' : 'sure';
  }
  const mayAsk = !asksMore(question) || asksIfStillSo(question.text);
  return confidence >= thresholds.close && mayAsk ? 'close' : 'unknown';
}

/** Whether a message is just an app's name and a meaningful word or two: a topic rather than a question. */
export function namesTopicOfApp({ text, entities: { apps } }: Question): boolean {
  const others = pieces(text).filter(
    ({ start, end }) => !apps.some((app) => start >= app.start && end <= app.end),
  );
  return apps.length > 0 && others.length <= FEW_WORDS_OF_TOPIC && !others.some(isFiller);
}

/** Whether a message is just a meaningful word or two: "alerts?". */
export function isBareTopic({ text, entities: { apps, models } }: Question): boolean {
  const words = pieces(text);
  return apps.length + models.length === 0 && words.length <= FEW_WORDS_OF_TOPIC && !words.some(isFiller);
}

/** Matches "Alerts?" while an app is in focus. */
const asksTopicOfAppInFocus = (question: Question): boolean =>
  question.focus?.app !== undefined && isBareTopic(question);

/**
 * Whether a part of a message that names nothing was read as being about something other than the app that the message
 * names.
 */
function leavesApp(
  intent: string,
  { entities, focus }: Question,
  subjects: ReadonlyMap<string, Subject>,
): boolean {
  if (focus?.inSameMessage !== true || focus.app === undefined) return false;
  const subject = subjects.get(intent);
  const isNameless = entities.apps.length + entities.models.length + entities.otherDevices.length === 0;
  return isNameless && subject !== undefined && subject.app !== focus.app && subject.isOfModel !== true;
}

/** Matches "Are those fixed?" after a model was named. */
const asksOfModel = (intent: string, { text, entities, focus }: Question): boolean =>
  intent === 'patch.status' &&
  (focus?.models.length ?? 0) > 0 &&
  pointsBack(text).pronoun &&
  speaksOfPatch(text, entities.advisories);

/** Matches "und der EAP2200?" after a model's status: a few telling words with another model also ask for its status. */
const asksOfAnother = (intent: string, { text, entities: { models, apps }, focus }: Question): boolean =>
  intent === 'patch.status' &&
  focus?.intent === 'patch.status' &&
  apps.length === 0 &&
  models.some(({ kind }) => kind !== 'ambiguous') &&
  pieces(text).filter(
    (piece) => !isFiller(piece) && !models.some(({ start, end }) => piece.start >= start && piece.end <= end),
  ).length <= FEW_WORDS;

/** Whether this follows up on the last answer. The bot either knows more or does not; asking to clarify would annoy. */
function asksMore({ text, focus }: Question): boolean {
  const { pronoun, opening } = pointsBack(text);
  return focus?.intent !== undefined && (pronoun || opening);
}
