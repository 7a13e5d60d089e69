import { memoised } from '../classifier/memo.ts';
import { createModelFromContext, type Focus, onlyNamesApp } from '../context.ts';
import type { Reading } from '../understanding.ts';
import { advisoriesMeant, aimAtModels, asksForList, modelsMeant } from './aim-at-models.ts';
import { guessByClassifier, isInHand } from './by-classifier.ts';
import { guessByRule } from './by-rule.ts';
import { worthOffering } from './candidates.ts';
import { certaintyOf, isBareTopic, namesTopicOfApp } from './certainty.ts';
import { createCorrect } from './corrections.ts';
import type { Guess, Question, ReadingParts } from './reading-parts.ts';
import { boundaryOf, applyBoundaries } from './within-bounds.ts';

/** Reads one question in the light of the conversation's focus. The text must be clean (see `cleanUtterance`). */
export type ReadQuestion = (text: string, focus?: Focus) => Reading;

const isOfPatches = (intent: string): boolean => intent === 'patch.status' || intent === 'patch.list';

/** A customer who writes only an app's name wants to look around, so more choices are offered than usual. */
const mostOfApp = 5;

/**
 * Builds the reader of single questions. Its steps, in order: find the names, apply a correction, guess the intent by
 * rule or classifier, aim it at the models meant, keep it within bounds, and decide how certain it is.
 */
export function createReadQuestion(parts: ReadingParts): ReadQuestion {
  const { classifier, findEntities, subjects, appIntents, modelIntents, generalIntents } = parts;
  const { thresholds } = classifier;
  const modelFromContext = createModelFromContext(parts.models);
  const correct = createCorrect(findEntities);
  const sharesOfName = memoised((app: string): ReadonlyMap<string, number> => {
    const { ranked } = classifier.classify(app.toLowerCase());
    return new Map(ranked.map(({ intent, score }) => [intent, score]));
  });

  function findNames(text: string, focus: Focus | undefined): Question {
    const entities = findEntities(text);
    const isNameless = entities.models.length === 0 && entities.apps.length === 0;
    const fromContext = isNameless && focus !== undefined ? modelFromContext(text, focus) : undefined;
    const models = fromContext === undefined ? entities.models : [fromContext];
    return { text, entities: { ...entities, models }, focus };
  }

  function guess(question: Question): Guess {
    const first = guessByRule(question, parts) ?? guessByClassifier(question, parts);
    const aimed = aimAtModels(first, question, generalIntents);
    return applyBoundaries(aimed, question, { subjects, close: thresholds.close });
  }

  const isOfNamedApp = (intent: string, { entities }: Question): boolean =>
    entities.apps.some(({ name }) => name === subjects.get(intent)?.app);

  /** For a message that only names a topic of an app: the score of each intent for the app's name alone. */
  function topicOf(question: Question): ReadonlyMap<string, number> | undefined {
    const [named] = namesTopicOfApp(question) ? question.entities.apps : [];
    const app = named?.name ?? (isBareTopic(question) ? question.focus?.app : undefined);
    return app === undefined ? undefined : sharesOfName(app);
  }

  /** The meanings worth asking about, likeliest first. */
  function meaningsOf({ classification }: Guess, question: Question): string[] {
    const isCrossed = (id: string) => boundaryOf(id, question, false, subjects) !== undefined;
    const offered = worthOffering(classification.ranked, isCrossed, topicOf(question));
    const inHand = offered.filter((id) => isInHand(id, question, subjects));
    const near = inHand.length > 0 ? inHand : offered;
    const ofNamed = near.filter((id) => isOfNamedApp(id, question));
    return ofNamed.length > 0 ? ofNamed : near;
  }

  /** The one meaning that can be taken without asking, if there is one. */
  function plainMeaning(candidates: readonly string[], found: Guess, question: Question): string | undefined {
    const [first, ...others] = candidates;
    if (first === undefined) return undefined;
    // The patch status asks which model anyway, and offers the list of all of them.
    if (others.length > 0 && candidates.every(isOfPatches))
      return asksForList(question.text) ? 'patch.list' : 'patch.status';
    const isOfModel = question.entities.models.some(({ kind }) => kind === 'listed');
    if (isOfModel && candidates.every((id) => isOfPatches(id) || generalIntents.has(id)))
      return first === 'patch.list' || others.length > 0 ? 'patch.status' : undefined;
    const isAlone = others.length === 0;
    const isFollowed = isInHand(first, question, subjects);
    const isTopic = isAlone && (namesTopicOfApp(question) || (isBareTopic(question) && isFollowed));
    return isTopic || (isAlone && isFollowed && first === found.classification.intent) ? first : undefined;
  }

  function decide(found: Guess, question: Question): Reading {
    const { text, entities } = question;
    const { classification, boundary } = found;
    let { rule } = found;
    let { intent } = classification;
    let certainty = certaintyOf(found, question, { thresholds, subjects });
    let candidates = certainty === 'close' ? meaningsOf(found, question) : [];
    const plain = plainMeaning(candidates, found, question);
    if (plain !== undefined) {
      intent = plain;
      certainty = 'sure';
    }
    const [onlyApp] = entities.apps;
    if (onlyApp !== undefined && onlyNamesApp(text, entities.apps)) {
      certainty = 'close';
      rule = 'name';
      candidates = (appIntents.get(onlyApp.name) ?? []).slice(0, mostOfApp);
    }
    if (certainty === 'close' && candidates.length === 0) certainty = 'unknown';
    return {
      utterance: text,
      intent,
      confidence: classification.confidence,
      certainty,
      rule,
      candidates,
      ranked: classification.ranked,
      models: modelsMeant(found, question, modelIntents),
      advisories: advisoriesMeant(question),
      apps: [...new Set(entities.apps.map((mention) => mention.name))],
      otherDevices: [...new Set(entities.otherDevices.map((mention) => mention.name))],
      corrections: classification.corrections,
      ...(boundary === undefined ? {} : { boundary }),
    };
  }

  /** "EnRoute" after "how many users can it have?": asks the previous question about the app named now. */
  function askedOfApp({ text, entities, focus }: Question): Reading | undefined {
    const [app, ...others] = entities.apps;
    const before = focus?.utterance;
    if (app === undefined || others.length > 0 || before === undefined) return undefined;
    if (!onlyNamesApp(text, entities.apps) || findEntities(before).apps.length > 0) return undefined;
    const again = findNames(`${before.replace(/[\s?.!]+$/, '')} in ${app.name}?`, focus);
    const reading = decide(guess(again), again);
    const subject = subjects.get(reading.intent);
    const isOfApp = subject !== undefined && [app.name, undefined].includes(subject.app);
    return isOfApp && (subject.advisories ?? []).length === 0 && reading.certainty === 'sure'
      ? reading
      : undefined;
  }

  return (text, focus) => {
    const question = findNames(text, focus);
    const ofApp = askedOfApp(question);
    if (ofApp !== undefined) return ofApp;
    const reading = decide(guess(question), question);
    const corrected = correct(question, reading);
    if (corrected === undefined) return reading;
    const again = findNames(corrected, focus);
    return decide(guess(again), again);
  };
}
