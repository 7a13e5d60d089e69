import { otherWeakness as OTHER_WEAKNESS } from '#knowledge/intents.ts';
import type { Classification, Thresholds } from '../classifier/classification.ts';
import { isFiller, pointsBack, wording } from '../context.ts';
import { commandIntents, isReaction, socialIntents } from '../intents.ts';
import { pieces } from '../models/pieces.ts';
import { speaksOfPatch, type Subject } from '../subjects.ts';
import type { Certainty } from '../understanding.ts';
import { isContented, isInHand } from './by-classifier.ts';
import type { Guess, Question } from './reading-parts.ts';

/** How far up from asking back to being sure talk has to be. */
const TALK_SHARE = 0.35;

const FEW_WORDS = 3;
const FEW_WORDS_OF_TOPIC = 2;

/** What these throw away is gone. */
const destructive: ReadonlySet<string> = new Set(['cancel', 'start-over']);

const talkSure = ({ sure, close }: Thresholds): number => close + (sure - close) * TALK_SHARE;

/** After an answer so few words are rather a reaction than a question that nobody foresaw; before one, less so. */
function surenessForReaction(text: string, isAfterAnswer: boolean, thresholds: Thresholds): number {
  const isShort = text.split(/\s+/).length <= FEW_WORDS;
  if (!isAfterAnswer) return isShort ? talkSure(thresholds) : thresholds.sure;
  return isShort ? thresholds.close : talkSure(thresholds);
}

/** Words enough, and no larger share of them strange to the intent: the confidence is rather too low than too high. */
const FAMILIAR = 0.2;
const FAMILIAR_SHARE = 0.8;

/** The confidence from which an intent is acted on. */
function surenessFor(
  { intent, strangeness }: Classification,
  { text, entities, focus }: Question,
  thresholds: Thresholds,
): number {
  const { sure, close } = thresholds;
  // Talk to the bot itself states no fact, nor do commands; a person is not called by accident.
  if (isReaction(intent)) return surenessForReaction(text, focus?.intent !== undefined, thresholds);
  // "My husband collapsed, I need help" is no wish to hear what the bot can do.
  if (intent === 'help') return sure;
  if (socialIntents.has(intent)) return talkSure(thresholds);
  if (destructive.has(intent)) return (3 * sure + 1) / 4;
  if (commandIntents.has(intent)) return (sure + close) / 2;
  if (intent === 'human') return (sure + 1) / 2;
  // Beside a model's name the patch is asked for in some word; "fixed IP on an EAP1300" asks for something else.
  if (intent === 'patch.status' && !speaksOfPatch(text, entities.advisories)) return (sure + 1) / 2;
  return strangeness <= FAMILIAR && wording(text) === 'full' ? sure * FAMILIAR_SHARE : sure;
}

/** With this share of strange words, and this score of being about nothing known, a name is what a guess rests on. */
const STRANGE = 1 / 3;
const PERHAPS_UNKNOWN = 0.08;
/** How sure such a guess has to be. All three were chosen by leaving out the phrases of one author at a time. */
const SURE_BY_NAME = 0.9;

/**
 * Whether a guess rests on a name: "Can I send SMS with EnTalk?" shares little more with the questions about EnTalk,
 * and may be about nothing that is known.
 */
function restsOnName({ strangeness, ranked }: Classification, { entities }: Question): boolean {
  if (strangeness < STRANGE) return false;
  const isNamed = entities.apps.length + entities.models.length + entities.advisories.length > 0;
  return isNamed && ranked.some(({ intent, score }) => intent === 'oos' && score >= PERHAPS_UNKNOWN);
}

/** Whether an app's answer fits although little says that this app is meant: then it is asked about first. */
function presumesApp(
  { intent, confidence }: Classification,
  { text, entities, focus }: Question,
  subjects: ReadonlyMap<string, Subject>,
  sure: number,
): boolean {
  const app = subjects.get(intent)?.app;
  if (app === undefined || entities.apps.length > 0 || focus?.app === app) return false;
  const said = wording(text);
  return said === 'vague' || (said === 'terse' && confidence < (sure + 1) / 2);
}

const FOLLOW_UP_SHARE = 0.8;

/** Within the subject in hand less is asked for: a wrong neighbour costs less than asking back at each turn. */
const followUpSure = (thresholds: Thresholds): number => thresholds.sure * FOLLOW_UP_SHARE;

/** How sure it is that the guess is what the question means. */
export function certaintyOf(
  guess: Guess,
  question: Question,
  { thresholds, subjects }: { thresholds: Thresholds; subjects: ReadonlyMap<string, Subject> },
): Certainty {
  const { classification, rule, boundary } = guess;
  if (boundary !== undefined) return 'unknown';
  const { intent, confidence } = classification;
  // "EnViewer alerts?" names a topic; whether it is one of the app's is asked.
  if (intent === 'oos' && (namesTopicOfApp(question) || asksTopicInHand(question))) return 'close';
  if (intent === 'oos' || intent === OTHER_WEAKNESS)
    return confidence < thresholds.doubt && intent === 'oos' && !asksMore(question) ? 'close' : 'unknown';
  if (isContented(classification)) return 'sure';
  const needed = surenessFor(classification, question, thresholds);
  const follows = isInHand(intent, question, subjects) ? Math.min(needed, followUpSure(thresholds)) : needed;
  if (asksOfModel(intent, question) && confidence >= thresholds.close) return 'sure';
  const enough = leavesApp(intent, question, subjects) ? (needed + 1) / 2 : follows;
  if (confidence >= (restsOnName(classification, question) ? SURE_BY_NAME : enough)) {
    const isPresumed =
      rule !== 'title' && rule !== 'name' && presumesApp(classification, question, subjects, thresholds.sure);
    return isPresumed ? 'close' : 'sure';
  }
  return confidence >= thresholds.close && !asksMore(question) ? 'close' : 'unknown';
}

/** Whether a message is the name of an app with a word or two that tell: a topic, and no question of its own. */
export function namesTopicOfApp({ text, entities: { apps } }: Question): boolean {
  const others = pieces(text).filter(
    ({ start, end }) => !apps.some((app) => start >= app.start && end <= app.end),
  );
  return apps.length > 0 && others.length <= FEW_WORDS_OF_TOPIC && !others.some(isFiller);
}

/** Whether a message is a telling word or two and nothing else: "alerts?". */
export function isBareTopic({ text, entities: { apps, models } }: Question): boolean {
  const words = pieces(text);
  return apps.length + models.length === 0 && words.length <= FEW_WORDS_OF_TOPIC && !words.some(isFiller);
}

/** "Alerts?" while an app is spoken of. */
const asksTopicInHand = (question: Question): boolean =>
  question.focus?.app !== undefined && isBareTopic(question);

/** Whether a nameless part of a message is taken for something else than the app that the message names. */
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

/** "Are those fixed?" after a model was named. */
const asksOfModel = (intent: string, { text, entities, focus }: Question): boolean =>
  intent === 'patch.status' &&
  (focus?.models.length ?? 0) > 0 &&
  pointsBack(text).pronoun &&
  speaksOfPatch(text, entities.advisories);

/** Whether it asks more about what was answered before: that is known or not, and nobody wants to be asked back. */
function asksMore({ text, focus }: Question): boolean {
  const { pronoun, opening } = pointsBack(text);
  return focus?.intent !== undefined && (pronoun || opening);
}
