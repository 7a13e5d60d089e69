import type { StudioListed } from '#desk/studio/wire.ts';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

export const groupWords = {
  answers: 'Answers',
  phrases: 'How customers ask',
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
  none: 'No entry matches.',
  noChanges: 'Nothing has been changed since the last release.',
  noProblems: 'No problems found.',
  more: 'Show more',
  states: { published: '', new: 'New', changed: 'Changed', removed: 'Removed' } satisfies Record<
    StudioListed['state'],
    string
  >,
  problems: (count: number) => counted(count, 'problem', 'problems'),
  fromReview: (count: number) => `${count} from the review`,
  nothingOpen: 'Choose an entry from the list, or press',
  elsewhere: 'Canned replies are edited',
  elsewhereLink: 'where agents use them',
};
