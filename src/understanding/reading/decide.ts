import { onlyNamesApp } from '../context.ts';
import type { Reading } from '../understanding.ts';
import { advisoriesMeant, modelsMeant } from './aim-at-models.ts';
import { certaintyOf } from './certainty.ts';
import { meaningsOf, plainMeaning } from './meanings.ts';
import type { Guess, Question, Reader } from './reading-parts.ts';

/** A customer who writes only an app's name wants to look around, so more choices are offered than usual. */
const MAX_OF_APP = 5;

type Decision = Pick<Reading, 'intent' | 'certainty' | 'rule' | 'candidates'>;

/** Decides how certain a guess is, and builds the reading from it. */
export function decide(found: Guess, question: Question, reader: Reader): Reading {
  const { text, entities } = question;
  const { classification, boundary, general } = found;
  return {
    ...decisionOf(found, question, reader),
    utterance: text,
    confidence: classification.confidence,
    ranked: classification.ranked,
    models: modelsMeant(found, question, reader.modelIntents),
    advisories: advisoriesMeant(question),
    apps: [...new Set(entities.apps.map((mention) => mention.name))],
    otherDevices: [...new Set(entities.otherDevices.map((mention) => mention.name))],
    corrections: classification.corrections,
    ...(general === undefined ? {} : { general }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

function decisionOf(found: Guess, question: Question, reader: Reader): Decision {
  const { intent } = found.classification;
  const { rule } = found;
  const ofApp = choicesOfApp(question, reader);
  const certainty = certaintyOf(found, question, {
    thresholds: reader.classifier.thresholds,
    subjects: reader.subjects,
  });
  const candidates = certainty === 'close' ? meaningsOf(found, question, reader) : [];
  const plain = plainMeaning(candidates, { found, question }, reader);
  if (ofApp !== undefined)
    return { intent: plain ?? intent, rule: 'name', candidates: ofApp, certainty: askedAbout(ofApp) };
  if (plain !== undefined) return { intent: plain, rule, candidates, certainty: 'sure' };
  return { intent, rule, candidates, certainty: certainty === 'close' ? askedAbout(candidates) : certainty };
}

/** The bot can only ask to clarify if there is something to choose from. */
const askedAbout = (candidates: readonly string[]): 'close' | 'unknown' =>
  candidates.length === 0 ? 'unknown' : 'close';

/** What to offer for a message that is only an app's name; undefined for any other message. */
function choicesOfApp({ text, entities }: Question, { appIntents }: Reader): string[] | undefined {
  const [onlyApp] = entities.apps;
  if (onlyApp === undefined || !onlyNamesApp(text, entities.apps)) return undefined;
  return (appIntents.get(onlyApp.name) ?? []).slice(0, MAX_OF_APP);
}
