import { createFindModels, type FindModels } from './models/find-models.ts';
import type { ModelMention, Span } from './models/mention.ts';
import { createFindNames, type NameEntry, type NameMention } from './names.ts';
import { MODEL_TOKEN } from './classifier/text.ts';
import { createFindVulnerabilities, findKrackIds } from './vulnerabilities.ts';

/** The names that are recognised before anything is classified. */
export interface EntityNames {
  models: readonly string[];
  apps: readonly NameEntry[];
  otherDevices: readonly NameEntry[];
  otherMakers: readonly string[];
  otherVulnerabilities: readonly string[];
}

/** What an utterance names. */
export interface Entities {
  models: ModelMention[];
  apps: NameMention[];
  otherDevices: NameMention[];
  otherMakers: NameMention[];
  otherVulnerabilities: NameMention[];
  /** CVE ids of KRACK itself. */
  krackIds: Span[];
}

/** What a CVE id of the advisory says to the classifier. */
const ADVISORY_WORD = 'krack';

/** Words of ordinary English within a slip of an app's name. */
const notApps = new Set(['entail', 'entails', 'enlarge', 'ensure', 'ensures', 'enroll', 'entire', 'entry']);

/** Finds every entity of an utterance. */
export function createFindEntities(names: EntityNames): (text: string) => Entities {
  const findModels: FindModels = createFindModels(names.models);
  const findApps = createFindNames(names.apps, { fuzzy: true, never: notApps });
  const findDevices = createFindNames(names.otherDevices);
  const findMakers = createFindNames(names.otherMakers.map((name) => ({ name, aliases: [] })));
  const findWeaknesses = createFindVulnerabilities(names.otherVulnerabilities);
  return (text) => {
    const [models, apps] = [findModels(text), findApps(text)];
    const [otherDevices, otherMakers] = [findDevices(text), findMakers(text)];
    const others = [...models, ...apps, ...otherDevices, ...otherMakers];
    return {
      models,
      apps,
      otherDevices,
      otherMakers,
      otherVulnerabilities: findWeaknesses(text, others),
      krackIds: findKrackIds(text),
    };
  };
}

const overlaps = (span: Span, others: readonly Span[]): boolean =>
  others.some((other) => span.start < other.end && span.end > other.start);

/**
 * The text as the classifier sees it, in training and after: model names become one word (which model it is
 * says nothing about the intent), app names their canonical form. A device that the answers speak of by name
 * stays as it is: "EPG600" says a lot about the intent.
 */
export function maskEntities(text: string, entities: Entities): string {
  const parts = [
    ...entities.models
      .filter((mention) => !overlaps(mention, entities.otherDevices))
      .map(({ start, end }) => ({ start, end, word: MODEL_TOKEN })),
    ...entities.apps
      .filter((mention) => !overlaps(mention, entities.models))
      .map(({ start, end, name }) => ({ start, end, word: name.toLowerCase() })),
    ...entities.krackIds.map(({ start, end }) => ({ start, end, word: ADVISORY_WORD })),
    // Beside KRACK's own ids, what is asked is asked about KRACK; the others are told apart.
    ...(entities.krackIds.length === 0 ? [] : entities.otherVulnerabilities)
      .filter((mention) => !overlaps(mention, entities.krackIds))
      .map(({ start, end }) => ({ start, end, word: '' })),
  ].sort((a, b) => a.start - b.start);

  let masked = '';
  let at = 0;
  for (const { start, end, word } of parts) {
    masked += `${text.slice(at, start)} ${word} `;
    at = end;
  }
  return masked + text.slice(at);
}
