import { createModelFromContext, type Focus, onlyNames } from '../context.ts';
import type { Reading } from '../understanding.ts';
import { aimAtModels, modelsMeant } from './aim-at-models.ts';
import { guessByClassifier, isInHand } from './by-classifier.ts';
import { guessByRule } from './by-rule.ts';
import { worthOffering } from './candidates.ts';
import { certaintyOf, namesTopicOfApp } from './certainty.ts';
import { createCorrect } from './corrections.ts';
import type { Guess, Question, ReadingParts } from './reading-parts.ts';
import { boundaryOf, keepWithinBounds } from './within-bounds.ts';

/** Reads one question, with what the conversation last spoke of. The text is clean (see `cleanUtterance`). */
export type ReadQuestion = (text: string, focus?: Focus) => Reading;

/** A name alone is no doubt between meanings but a wish to look around. */
const mostOfApp = 5;

/**
 * Builds the reader of single questions. The steps, in their order: find the names, put a correction in the place of
 * what it corrects, guess the intent by rule or by classifier, aim it at the models meant, keep it within bounds, and
 * decide how sure that is.
 */
export function createReadQuestion(parts: ReadingParts): ReadQuestion {
  const { classifier, findEntities, subjects, appIntents, modelIntents } = parts;
  const { thresholds } = classifier;
  const modelFromContext = createModelFromContext(parts.models);
  const correct = createCorrect(findEntities);

  function findNames(text: string, focus: Focus | undefined): Question {
    const entities = findEntities(text);
    const isNameless = entities.models.length === 0 && entities.apps.length === 0;
    const fromContext = isNameless && focus !== undefined ? modelFromContext(text, focus) : undefined;
    const models = fromContext === undefined ? entities.models : [fromContext];
    return { text, entities: { ...entities, models }, focus };
  }

  function guess(question: Question): Guess {
    const first = guessByRule(question, parts) ?? guessByClassifier(question, parts);
    return keepWithinBounds(aimAtModels(first, question), question, { subjects, close: thresholds.close });
  }

  const isOfNamedApp = (intent: string, { entities }: Question): boolean =>
    entities.apps.some(({ name }) => name === subjects.get(intent)?.app);

  function decide(found: Guess, question: Question): Reading {
    const { text, entities } = question;
    const { classification, boundary } = found;
    let { rule } = found;
    let certainty = certaintyOf(found, question, { thresholds, subjects });
    const isCrossed = (intent: string) => boundaryOf(intent, question, false, subjects) !== undefined;
    let candidates =
      certainty === 'close' ? worthOffering(classification.ranked, isCrossed, namesTopicOfApp(question)) : [];
    const inHand = candidates.filter((intent) => isInHand(intent, question, subjects));
    if (inHand.length > 0) candidates = inHand;
    const ofNamed = candidates.filter((intent) => isOfNamedApp(intent, question));
    if (ofNamed.length > 0) candidates = ofNamed;
    // What is the only thing that it can mean within the subject in hand is not asked about.
    const isPlain = inHand.length === 1 && inHand[0] === classification.intent;
    if (isPlain) certainty = 'sure';
    const [onlyApp] = entities.apps;
    if (onlyApp !== undefined && onlyNames(text, entities.apps)) {
      certainty = 'close';
      rule = 'name';
      candidates = (appIntents.get(onlyApp.name) ?? []).slice(0, mostOfApp);
    }
    if (certainty === 'close' && candidates.length === 0) certainty = 'unknown';
    return {
      utterance: text,
      intent: classification.intent,
      confidence: classification.confidence,
      certainty,
      rule,
      candidates,
      ranked: classification.ranked,
      models: modelsMeant(found, question, modelIntents),
      apps: [...new Set(entities.apps.map((mention) => mention.name))],
      otherDevices: [...new Set(entities.otherDevices.map((mention) => mention.name))],
      corrections: classification.corrections,
      ...(boundary === undefined ? {} : { boundary }),
    };
  }

  return (text, focus) => {
    const question = findNames(text, focus);
    const reading = decide(guess(question), question);
    const corrected = correct(question, reading);
    if (corrected === undefined) return reading;
    const again = findNames(corrected, focus);
    return decide(guess(again), again);
  };
}
