import type { StudioKey, StudioOverview } from '#desk/studio/wire.ts';
import type { newWords as words } from './words.ts';

/** The kinds of entries that editors can add. Small talk and single lists always exist. */
export type NewKind = keyof typeof words.kinds;

/** An entry to create. */
export interface NewEntry {
  key: StudioKey;
  content: unknown;
}

/** Kinds that are stored in several documents, each of which is a topic. */
const folders: Partial<Record<NewKind, string>> = {
  answer: 'answers',
  'expected-question': 'expected',
  'expected-conversation': 'expected',
};

const single: Partial<Record<NewKind, string>> = {
  app: 'vocabulary.yaml',
  device: 'vocabulary.yaml',
  source: 'sources.yaml',
  language: 'languages.yaml',
};

const LONGEST_LABEL = 60;
const SLUG_WORDS = 5;

/** A name in lower case, with hyphens. */
const slugOf = (text: string, most = SLUG_WORDS): string =>
  (
    text
      .normalize('NFKD')
      .replaceAll(/[\p{M}'’]/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  )
    .slice(0, most)
    .join('-');

/** A document's name: "answers/guest-network.yaml" is "guest network". */
export const topicName = (document: string): string =>
  document
    .replace(/^.*\//, '')
    .replace(/\.yaml$/, '')
    .replaceAll('-', ' ');

/** The documents to choose from for an entry of a kind; none if there is only one. */
export function topicsFor(kind: NewKind, { entries }: StudioOverview): string[] {
  const folder = folders[kind];
  if (folder === undefined) return [];
  return [
    ...new Set(
      entries.map(({ document }) => document).filter((document) => document.startsWith(`${folder}/`)),
    ),
  ].sort();
}

export const documentOf = (kind: NewKind, name: string): string => {
  const folder = folders[kind] ?? 'advisories';
  return single[kind] ?? `${folder}/${slugOf(name) || 'new'}.yaml`;
};

const shortened = (text: string): string =>
  text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1)}…`;

/** Creates the first version of an entry. @param document for kinds with topics; otherwise derived from the name */
export function newEntry(
  kind: NewKind,
  name: string,
  document: string,
  { entries }: StudioOverview,
): NewEntry {
  const slug = slugOf(name) || 'new';
  const id = {
    answer: `${slugOf(topicName(document)) || 'new'}.${slug}`,
    advisory: slug,
    app: name,
    device: name,
    source: slug,
    language: name.toLowerCase(),
    'expected-question': slug,
    'expected-conversation': slug,
  }[kind];
  const own = entries.filter((entry) => entry.kind === kind);
  const taken = new Set(own.map((entry) => entry.id));
  // An advisory has its own document, named after its id.
  if (kind === 'advisory')
    for (const entry of own) taken.add(entry.document.slice('advisories/'.length, -'.yaml'.length));
  const free = kind === 'app' || kind === 'device' || kind === 'language' ? id : freeId(id, taken);
  const place = kind === 'advisory' ? `advisories/${free}.yaml` : document;
  return { key: { document: place, kind, id: free }, content: contents[kind]({ id: free, name }) };
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}

interface Named {
  id: string;
  name: string;
}

const contents: Record<NewKind, (named: Named) => unknown> = {
  answer: ({ id, name }) => ({
    id,
    question: name,
    label: shortened(name),
    short: '',
    about: {},
    source: '',
    followUps: [],
  }),
  advisory: ({ id, name }) => ({
    id,
    name,
    description: '',
    summary: '',
    heading: name,
    source: '',
    introduction: '',
    aliases: [],
    cves: [],
    patch: {
      source: '',
      statuses: [
        { name: 'Available', meaning: 'The patch for this model is available.', isFixed: true },
        {
          name: 'In progress',
          meaning: 'The patch for this model is still being worked on.',
          isFixed: false,
        },
      ],
      examples: [],
      findModel: 'The model is printed on the label of the device.',
      titles: {
        'patch.status': { question: `Is there a ${name} patch for my model?`, label: `${name}: my model` },
        'patch.list': { question: `Which models have the ${name} patch?`, label: `${name}: all models` },
      },
      rows: [],
    },
  }),
  app: ({ name }) => ({ name, aliases: [], description: '' }),
  device: ({ name }) => ({ name, aliases: [], description: '' }),
  source: ({ id, name }) => ({ id, title: name, publisher: 'EnGenius', date: null }),
  language: ({ id }) => ({ code: id, notice: '', patch: [], person: [], talk: [], openers: [], yes: [] }),
  'expected-question': ({ id, name }) => ({ id, ask: name, expect: {} }),
  'expected-conversation': ({ id, name }) => ({ id, title: name, turns: [{ say: '' }] }),
};
