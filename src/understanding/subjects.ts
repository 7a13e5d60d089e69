import { namesKrack } from './vulnerabilities.ts';
import type { Entities } from './entities.ts';

/** What an intent's answer speaks of; it is given for nothing else. */
export interface Subject {
  advisory?: 'krack' | undefined;
  maker?: 'EnGenius' | undefined;
  app?: string | undefined;
  model?: string | undefined;
  /** What its answer tells the number of or how to add: "routers". */
  thing?: string | undefined;
  /** It is asked of any one of our models. */
  isOfModel?: boolean | undefined;
}

/** Why an answer that fits the words must not be given: it would state a fact of one thing for another. */
export type Boundary =
  | { kind: 'other-maker'; name: string }
  | { kind: 'other-vulnerability'; name: string }
  | { kind: 'other-app'; name: string };

const patchWords =
  /\b(patch\w*|krack\w*|kra[ck]k|fix(?:ed|es)?|updat\w*|firmware|secur\w*|safe\w*|vulnerab\w*|affected|wpa-?2?|hole|hack\w*|cve|status|bug|weakness|flaw|leak|attack\w*|repair\w*|remed\w*|cure[ds]?|exploit\w*|crack\w*|protected|solved|solution|correct\w*|advisory|list)\b/i;

/** Whether an utterance has a word that a question about the security patch is asked in. */
export const speaksOfPatch = (text: string): boolean => patchWords.test(text);

/** What else an utterance is about, where it names something that is not ours: why nothing is known of it. */
export function namedElsewhere(entities: Entities, text: string): Boundary | undefined {
  return (
    crossedBoundary({ advisory: 'krack' }, entities, text) ??
    crossedBoundary({ maker: 'EnGenius' }, entities, text)
  );
}

/**
 * The boundary an answer about `subject` would cross for an utterance with these entities, or undefined.
 * Another maker's device gets no answer that holds for EnGenius alone, another vulnerability none of KRACK's,
 * another app none of this one's.
 */
export function crossedBoundary(subject: Subject, entities: Entities, text: string): Boundary | undefined {
  const [vulnerability] = entities.otherVulnerabilities;
  const isOfAnswers = subject.advisory !== undefined || subject.app !== undefined;
  if (vulnerability !== undefined && isOfAnswers && !namesKrack(text)) {
    return { kind: 'other-vulnerability', name: vulnerability.written };
  }
  const ours = entities.apps.length > 0 || entities.otherDevices.length > 0 || /\bengenius\b/i.test(text);
  const ourModel = entities.models.some((mention) => mention.kind !== 'unlisted');
  const [maker] = entities.otherMakers;
  const enGeniusOnly = [subject.maker, subject.app, subject.model].some((part) => part !== undefined);
  if (maker !== undefined && enGeniusOnly && !ours && !ourModel)
    return { kind: 'other-maker', name: maker.written };
  if (subject.app !== undefined && entities.apps.length > 0) {
    const named = entities.apps.some((mention) => mention.name === subject.app);
    if (!named) return { kind: 'other-app', name: entities.apps[0]!.name };
  }
  return undefined;
}
