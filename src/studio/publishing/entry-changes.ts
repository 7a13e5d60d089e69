import type { EntryChanged } from '#store/release-details.ts';
import type { TakenDraft } from '#store/take-draft.ts';
import { type EntryKey, keyText } from '../entries/entry.ts';
import type { DraftSnapshot } from '../studio.ts';

/**
 * What a draft changes in the entries, and who changed it.
 * @param publisher counts as whoever took over what the review found
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
        after: state === 'removed' ? undefined : content,
        editors: [...new Set([...own, ...byReview])],
      };
    });
}

/** What of the draft is in it, to be taken out of the draft once it is published. */
export const takenOf = ({ changes, phrases }: DraftSnapshot): TakenDraft => ({
  entries: changes.map(({ document, kind, id, version }) => ({ document, kind, id, version })),
  phrases: phrases.map(({ key, intent, text }) => ({ key, intent, text })),
});
