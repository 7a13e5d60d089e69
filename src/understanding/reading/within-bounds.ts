import { otherWeakness as OTHER_WEAKNESS } from '#knowledge/intents.ts';
import { pointsBack } from '../context.ts';
import { type Boundary, crossedBoundary, namedElsewhere, type Subject } from '../subjects.ts';
import { namesKrack } from '../vulnerabilities.ts';
import { worthOffering } from './candidates.ts';
import type { Guess, Question } from './reading-parts.ts';

/** The boundary that answering `intent` would cross for this question. */
export function boundaryOf(
  intent: string,
  { text, entities, focus }: Question,
  isTitle: boolean,
  subjects: ReadonlyMap<string, Subject>,
): Boundary | undefined {
  const subject = subjects.get(intent);
  if (subject === undefined) return undefined;
  const boundary = crossedBoundary(subject, entities, text);
  if (boundary !== undefined || isTitle) return boundary;
  // "How many people can use it?" after EnViewer asks nothing about EnRoute.
  const pointsToIt = pointsBack(text).pronoun || focus?.inSameMessage === true;
  const meant = entities.apps.length === 0 && pointsToIt ? focus?.app : undefined;
  const isOther = meant !== undefined && subject.app !== undefined && subject.app !== meant;
  return isOther ? { kind: 'other-app', name: meant } : undefined;
}

/**
 * Keeps an answer to what it is about. Where the words fit another app's answer better, the best answer of the app that
 * was named is taken with the confidence `close`, if there is one.
 */
export function applyBoundaries(
  guess: Guess,
  question: Question,
  { subjects, close }: { subjects: ReadonlyMap<string, Subject>; close: number },
): Guess {
  const { classification, rule } = guess;
  const { intent } = classification;
  if (intent === OTHER_WEAKNESS && !namesKrack(question.text))
    return { ...guess, boundary: beyondKrack(question) };
  const boundary =
    intent === 'oos' || intent === OTHER_WEAKNESS
      ? namedElsewhere(question.entities, question.text)
      : boundaryOf(intent, question, rule === 'title', subjects);
  if (boundary?.kind !== 'other-app') return boundary === undefined ? guess : { ...guess, boundary };
  const [best] = worthOffering(
    classification.ranked,
    (id) => boundaryOf(id, question, false, subjects) !== undefined,
  );
  if (best === undefined) return { ...guess, boundary };
  return { ...guess, classification: { ...classification, intent: best, confidence: close } };
}

function beyondKrack({ entities }: Question): Boundary {
  const [named] = entities.otherVulnerabilities;
  return { kind: 'other-vulnerability', name: named?.written ?? 'any other weakness' };
}
