import type { EntryKind } from '#studio/entries/entry.ts';
import { groupWords as words } from './words.ts';

/** Kinds that editors think of as one group. */
export interface EntryGroup {
  id: string;
  label: string;
  kinds: readonly EntryKind[];
}

/** The groups, in the order of the list. */
export const groups: readonly EntryGroup[] = [
  { id: 'answers', label: words.answers, kinds: ['answer'] },
  { id: 'phrases', label: words.phrases, kinds: ['phrases'] },
  { id: 'advisories', label: words.advisories, kinds: ['advisory'] },
  { id: 'names', label: words.names, kinds: ['app', 'device', 'makers', 'vulnerabilities'] },
  { id: 'small-talk', label: words.smallTalk, kinds: ['small-talk', 'opening'] },
  { id: 'sources', label: words.sources, kinds: ['source'] },
  { id: 'languages', label: words.languages, kinds: ['language'] },
  { id: 'expected', label: words.expected, kinds: ['expected-question', 'expected-conversation'] },
];
