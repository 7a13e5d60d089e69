import type { EntryChanged } from '#store/release-details.ts';
import type { TakenDraft } from '#store/take-draft.ts';
import type { DraftedEntry } from '../draft.ts';
import { type EntryKey, type EntryKind, keyText } from '../entries/entry.ts';
import { newName } from '../entries/with-changes.ts';
import type { DraftSnapshot } from '../studio.ts';

/**
 * The changes that a draft makes to entries, and who made them.
 * @param publisher is recorded as the author of what the review added
 */
export function entryChangesOf({ drafted, changes }: DraftSnapshot, publisher: string): EntryChanged[] {
  const editors = new Map(changes.map((change) => [keyText(change as EntryKey), change.editors]));
  return drafted.entries
    .filter(({ state }) => state !== 'published')
    .map(({ document, kind, id, state, published, content, fromReview, ...key }) => {
      const own = editors.get(keyText({ ...key, document, kind, id })) ?? [];
      const byReview = fromReview.length > 0 || own.length === 0 ? [publisher] : [];
      return {
        document,
        kind,
        id,
        before: published,
        after: afterOf({ state, content }),
        editors: [...new Set([...own, ...byReview])],
      };
    });
}

/** What a release of the draft contains; undefined if the entry is removed. */
const afterOf = ({ state, content }: Pick<DraftedEntry, 'state' | 'content'>): unknown =>
  state === 'removed' ? undefined : content;

/**
 * The part of the draft in this snapshot, which leaves the draft once it is published.
 * @param follows the scheduled publications (ids) that were waiting before the snapshot was taken
 */
export function takenOf(
  { drafted, changes, phrases }: DraftSnapshot,
  follows: readonly string[],
): TakenDraft {
  const after = new Map(drafted.entries.map((entry) => [keyText(entry), afterOf(entry)]));
  return {
    follows: [...follows],
    entries: changes.map(({ document, kind, id, version, content }) => {
      const key: EntryKey = { document, kind: kind as EntryKind, id };
      const renamed = newName({ ...key, content, isRemoved: content === undefined });
      return { ...key, version, after: after.get(keyText(key)), ...(renamed && { renamedTo: renamed.name }) };
    }),
    phrases: phrases.map(({ key, intent, text }) => ({ key, intent, text })),
  };
}
