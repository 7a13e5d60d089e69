import { createHash } from 'node:crypto';
import type { Problem } from '#knowledge/problems.ts';
import { type FieldChange, fieldChanges } from '#releases/field-changes.ts';
import type { DraftSnapshot } from '../studio.ts';
import { type EntryKey, isSameEntry } from '../entries/entry.ts';
import { titleOfEntry } from '../entries/titles.ts';
import { type PlacedProblem, placeProblems } from '../problem-places.ts';
import type { RereadGroup } from '../workbench/reread.ts';
import type { ExpectedVerdict } from '#expected/verdict.ts';
import { entryChangesOf } from './entry-changes.ts';

/** An entry that the draft changes. */
export interface ChangedEntry extends EntryKey {
  title: string;
  state: 'new' | 'changed' | 'removed';
  editors: readonly string[];
  /** Another version was published after this change was started. */
  isOverdue: boolean;
  fields: readonly FieldChange[];
}

/** How recent questions would be answered. */
export interface Behaviour {
  /** How many questions were read. */
  read: number;
  /** False while the draft's classifier is only approximate: once trained, it is a little more or less sure. */
  isExact: boolean;
  groups: readonly RereadGroup[];
  /** How many more change only because every training shifts borderline questions. */
  chance: number;
}

/** What publishing the draft would do. Undefined parts are still being computed. */
export interface Verdict {
  /** The version of the draft that it is about. */
  version: string;
  changes: readonly ChangedEntry[];
  problems: readonly PlacedProblem[] | undefined;
  expected: ExpectedVerdict | undefined;
  behaviour: Behaviour | undefined;
  /** Why it could not be computed, in a sentence. */
  failure: string | undefined;
  /** Nothing more will follow. */
  isDone: boolean;
}

/** Identifies the contents of a draft, and the publication that it is based on. */
export const versionOf = ({ publication, changes, phrases }: DraftSnapshot): string =>
  createHash('sha256')
    .update(JSON.stringify([publication, changes.map(({ version }) => version), phrases]))
    .digest('hex')
    .slice(0, 16);

/** Identifies a group of a draft's verdict, also if another server has read other questions. */
export const groupIdOf = ({ before, after }: RereadGroup): string =>
  createHash('sha256')
    .update(JSON.stringify([before, after].map(({ certainty, intents }) => [certainty, intents])))
    .digest('hex')
    .slice(0, 16);

/** The verdict before anything has been computed. */
export const begunVerdict = (version: string, snapshot: DraftSnapshot): Verdict => ({
  version,
  changes: changedEntries(snapshot),
  problems: undefined,
  expected: undefined,
  behaviour: undefined,
  failure: undefined,
  isDone: false,
});

export const placed = ({ drafted }: DraftSnapshot, problems: readonly Problem[]): PlacedProblem[] =>
  placeProblems(problems, drafted.entries);

function changedEntries(snapshot: DraftSnapshot): ChangedEntry[] {
  const { entries } = snapshot.drafted;
  // The publisher is not known yet.
  return entryChangesOf(snapshot, '').flatMap(({ editors, before, after, ...key }) => {
    const entry = entries.find((each) => isSameEntry(each, key as EntryKey));
    if (entry === undefined || entry.state === 'published') return [];
    const { document, kind, id, state, isOverdue } = entry;
    return [
      {
        document,
        kind,
        id,
        state,
        isOverdue,
        title: titleOfEntry(entry, entries),
        editors: editors.filter((name) => name !== ''),
        fields: fieldChanges(before, after),
      },
    ];
  });
}
