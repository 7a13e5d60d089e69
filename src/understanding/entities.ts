import { type AdvisoryMention, type AdvisoryNames, createFindAdvisories } from './advisories.ts';
import { isEnglish } from './classifier/english.ts';
import { memoised } from './classifier/memo.ts';
import { createFindModels, type FindModels } from './models/find-models.ts';
import type { ModelMention, Span } from './models/mention.ts';
import { createFindNames, type NameEntry, type NameMention } from './names.ts';
import { MODEL_TOKEN } from './classifier/text.ts';
import { createFindVulnerabilities } from './vulnerabilities.ts';

/** The names that are recognised before anything is classified. */
export interface EntityNames {
  models: readonly string[];
  advisories: readonly AdvisoryNames[];
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
  advisories: AdvisoryMention[];
}

const overlaps = (span: Span, others: readonly Span[]): boolean =>
  others.some((other) => span.start < other.end && span.end > other.start);

/** A message and its parts are searched for names several times while they are read. */
const A_MESSAGE = { keys: 32, length: 2_000 };

/** Finds every entity of an utterance. */
export function createFindEntities(names: EntityNames): (text: string) => Entities {
  const findModels: FindModels = createFindModels(names.models);
  const findApps = createFindNames(names.apps, { fuzzy: true, never: isEnglish });
  const findDevices = createFindNames(names.otherDevices);
  const findMakers = createFindNames(names.otherMakers.map((name) => ({ name, aliases: [] })));
  const findAdvisories = createFindAdvisories(names.advisories);
  const findWeaknesses = createFindVulnerabilities(names);
  return memoised((text) => {
    const named = findAdvisories(text);
    // "KRACK 2017" is not a model.
    const models = findModels(text).filter(
      (mention) => mention.kind === 'listed' || !overlaps(mention, named.mentions),
    );
    const apps = findApps(text);
    const [otherDevices, otherMakers] = [findDevices(text), findMakers(text)];
    const others = [...models, ...apps, ...otherDevices, ...otherMakers];
    return {
      models,
      apps,
      otherDevices,
      otherMakers,
      otherVulnerabilities: findWeaknesses(text, named, others),
      advisories: named.mentions,
    };
  }, A_MESSAGE);
}

/**
 * The text as the classifier sees it, in training and in use. Model names become one word, because which model it is
 * says nothing about the intent; names of apps and CVE ids take their canonical form. A device that has its own answers
 * stays as it is: "EPG600" says a lot about the intent.
 */
export function maskEntities(text: string, entities: Entities): string {
  const ids = entities.advisories.filter(({ how }) => how === 'id');
  const parts = [
    ...entities.models
      .filter((mention) => !overlaps(mention, entities.otherDevices))
      .map(({ start, end }) => ({ start, end, word: MODEL_TOKEN })),
    ...entities.apps
      .filter((mention) => !overlaps(mention, entities.models))
      .map(({ start, end, name }) => ({ start, end, word: name.toLowerCase() })),
    ...entities.advisories.flatMap(({ start, end, masked }) =>
      masked === undefined ? [] : [{ start, end, word: masked }],
    ),
    // If an advisory's own ids are named too, the question is about that advisory; the other ids are handled
    // separately.
    ...(ids.length === 0 ? [] : entities.otherVulnerabilities)
      .filter((mention) => !overlaps(mention, ids))
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
