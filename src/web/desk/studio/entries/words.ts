import type { StudioListed } from '#desk/studio/wire.ts';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

export const groupWords = {
  answers: 'Answers',
  phrases: 'Phrases',
  advisories: 'Advisories and patch tables',
  names: 'Names',
  smallTalk: 'Small talk',
  sources: 'Sources',
  languages: 'Languages',
  expected: 'Expected answers',
};

export const listWords = {
  title: 'Entries',
  search: 'Search everything',
  group: 'Kind',
  everything: 'Everything',
  changesOnly: 'Changes only',
  problemsOnly: 'Problems only',
  loading: 'Loading…',
  found: (count: number) => counted(count, 'entry', 'entries'),
  none: 'No entries match.',
  noChanges: 'Nothing has changed since the last release.',
  noProblems: 'No problems found.',
  more: 'Show more',
  states: { published: '', new: 'New', changed: 'Changed', removed: 'Removed' } satisfies Record<
    StudioListed['state'],
    string
  >,
  problems: (count: number) => counted(count, 'problem', 'problems'),
  fromReview: (count: number) => `${count} from the review`,
  nothingOpen: 'Choose an entry from the list, or press',
  elsewhere: 'To edit canned replies, go to',
  elsewhereLink: 'Canned replies',
};

export const paneWords = {
  toAnswer: 'Open the answer',
  /** Where it is stored, for editors who also work with the files. */
  place: (id: string, document: string) => `${id} · ${document}`,
};

export const newWords = {
  other: 'Add something else',
  kinds: {
    answer: 'Answer',
    advisory: 'Advisory',
    app: 'App',
    device: 'Device',
    source: 'Source',
    language: 'Language',
    'expected-question': 'Expected question',
    'expected-conversation': 'Expected conversation',
  },
  titles: {
    answer: 'New answer',
    advisory: 'New advisory',
    app: 'New app',
    device: 'New device',
    source: 'New source',
    language: 'New language',
    'expected-question': 'New expected question',
    'expected-conversation': 'New expected conversation',
  },
  names: {
    answer: 'The question it answers',
    advisory: 'Name of the vulnerability',
    app: 'Name of the app',
    device: 'Name of the device',
    source: 'Title of the source',
    language: 'Language code',
    'expected-question': 'What the customer asks',
    'expected-conversation': 'Title',
  },
  languageHint: 'Two letters, such as es.',
  topic: 'Topic',
  newTopic: 'New topic…',
  newTopicName: 'Name of the new topic',
  confirm: 'Create',
  needsName: 'Fill this in first.',
  needsCode: 'Enter a two-letter language code, such as es.',
  known: 'This entry already exists.',
};
