import { otherVulnerability as OTHER_VULNERABILITY } from '#knowledge/intents.ts';
import { pointsBack } from '../context.ts';
import { type Boundary, crossedBoundary, namedElsewhere, type Subject } from '../subjects.ts';
import { worthOffering } from './candidates.ts';
import type { Guess, Question } from './reading-parts.ts';

/** The boundary that answering `intent` would cross for this question, if any. */
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
  // After EnViewer, "How many people can use it?" does not ask about EnRoute.
  const pointsToIt = pointsBack(text).pronoun || focus?.inSameMessage === true;
  const meant = entities.apps.length === 0 && pointsToIt ? focus?.app : undefined;
  if (meant !== undefined && subject.app !== undefined && subject.app !== meant)
    return { kind: 'other-app', name: meant };
  const { advisories: about = [] } = subject;
  const advisory = entities.advisories.length === 0 && pointsToIt ? focus?.advisory : undefined;
  const isOther = advisory !== undefined && about.length > 0 && !about.includes(advisory);
  return isOther ? { kind: 'other-advisory', name: advisory } : undefined;
}

/**
 * Withholds an answer that is about something else. If the words fit another app or advisory better, takes the best
 * intent of the one that was named, with the confidence `close`; if there is none, sets the boundary.
 */
export function applyBoundaries(
  guess: Guess,
  question: Question,
  { subjects, close }: { subjects: ReadonlyMap<string, Subject>; close: number },
): Guess {
  const { classification, rule } = guess;
  const { intent } = classification;
  if (intent === OTHER_VULNERABILITY && question.entities.advisories.length === 0)
    return { ...guess, boundary: beyondAdvisories(question) };
  const boundary =
    intent === 'oos' || intent === OTHER_VULNERABILITY
      ? namedElsewhere(question.entities, question.text)
      : boundaryOf(intent, question, rule === 'title', subjects);
  if (boundary?.kind !== 'other-app' && boundary?.kind !== 'other-advisory')
    return boundary === undefined ? guess : { ...guess, boundary };
  const isOfNamed = (id: string): boolean =>
    boundary.kind === 'other-app' || subjects.get(id)?.advisories?.includes(boundary.name) === true;
  const [best] = worthOffering(
    classification.ranked,
    (id) => !isOfNamed(id) || boundaryOf(id, question, false, subjects) !== undefined,
  );
  if (best === undefined) return { ...guess, boundary };
  return { ...guess, classification: { ...classification, intent: best, confidence: close } };
}

function beyondAdvisories({ entities }: Question): Boundary {
  const [named] = entities.otherVulnerabilities;
  return { kind: 'other-vulnerability', name: named?.written ?? 'any other weakness' };
}
