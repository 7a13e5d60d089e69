import { type AdvisoryMention, advisoriesNamed } from './advisories.ts';
import type { Entities } from './entities.ts';

/** What an intent's answer applies to; the bot gives it for nothing else. */
export interface Subject {
  /** Ids of the advisories that it is about. */
  advisories?: readonly string[] | undefined;
  maker?: 'EnGenius' | undefined;
  app?: string | undefined;
  model?: string | undefined;
  /** What its answer counts or explains how to add: "routers". */
  thing?: string | undefined;
  /** The intent whose answer says how to change what this one's answer states. */
  howToChange?: string | undefined;
  /** The intents that customers tend to ask next. */
  followUps?: readonly string[] | undefined;
  /** People ask it about any one of our models. */
  isOfModel?: boolean | undefined;
}

/** Why an answer that fits the words must not be given: it would state a fact about one thing for another. */
export type Boundary =
  | { kind: 'other-maker'; name: string }
  | { kind: 'other-vulnerability'; name: string }
  /** The id of an advisory that the customer means, but the answer is not about. */
  | { kind: 'other-advisory'; name: string }
  | { kind: 'other-app'; name: string };

const patchWords =
  /\b(patch\w*|fix(?:ed|es)?|updat\w*|firmware|secur\w*|safe\w*|vulnerab\w*|affected|wpa|hole|hack\w*|cve|status|bug|weakness|flaw|leak|attack\w*|repair\w*|remed\w*|cure[ds]?|exploit\w*|crack\w*|protected|solved|solution|correct\w*|advisory|list)\b/i;

/** Whether an utterance names an advisory or has a word that people use to ask about the security patch. */
export const speaksOfPatch = (text: string, advisories: readonly AdvisoryMention[]): boolean =>
  advisoriesNamed(advisories).length > 0 || patchWords.test(text);

/** A vulnerability that no advisory covers, if no advisory is also named. */
const otherVulnerability = ({ otherVulnerabilities: [first], advisories }: Entities): Boundary | undefined =>
  first === undefined || advisories.length > 0
    ? undefined
    : { kind: 'other-vulnerability', name: first.written };

/** The subject of an utterance that names something that is not ours: the reason why nothing is known. */
export function namedElsewhere(entities: Entities, text: string): Boundary | undefined {
  return otherVulnerability(entities) ?? crossedBoundary({ maker: 'EnGenius' }, entities, text);
}

/**
 * The boundary that an answer about `subject` would cross for an utterance with these entities; undefined if none.
 * Answers that apply only to EnGenius stop at another maker's device; an advisory's stop at other vulnerabilities and
 * advisories, and an app's at other apps.
 */
export function crossedBoundary(subject: Subject, entities: Entities, text: string): Boundary | undefined {
  const { advisories: about = [] } = subject;
  const vulnerability =
    about.length > 0 || subject.app !== undefined ? otherVulnerability(entities) : undefined;
  if (vulnerability !== undefined) return vulnerability;
  const named = advisoriesNamed(entities.advisories);
  const [advisory] = named;
  if (advisory !== undefined && about.length > 0 && !about.some((id) => named.includes(id)))
    return { kind: 'other-advisory', name: advisory };
  // "Does KRACK touch the guest network?" is not answered by how to set one up.
  const isOfModel = subject.model !== undefined && about.length === 0;
  if (advisory !== undefined && isOfModel && entities.models.length === 0)
    return { kind: 'other-advisory', name: advisory };
  const ours = entities.apps.length > 0 || entities.otherDevices.length > 0 || /\bengenius\b/i.test(text);
  const ourModel = entities.models.some((mention) => mention.kind !== 'unlisted');
  const [maker] = entities.otherMakers;
  const enGeniusOnly = [subject.maker, subject.app, subject.model].some((part) => part !== undefined);
  if (maker !== undefined && enGeniusOnly && !ours && !ourModel)
    return { kind: 'other-maker', name: maker.written };
  if (subject.app !== undefined && entities.apps.length > 0) {
    const isNamed = entities.apps.some((mention) => mention.name === subject.app);
    if (!isNamed) return { kind: 'other-app', name: entities.apps[0]!.name };
  }
  return undefined;
}
