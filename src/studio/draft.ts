import type { Documents } from '#knowledge/documents.ts';
import { comparable } from '#knowledge/phrases.ts';
import type { DraftEntry } from '#store/draft.ts';
import type { DraftPhrase } from '#store/review.ts';
import { type Entry, type EntryChange, type EntryKey, type EntryKind, keyText } from './entries/entry.ts';
import { type EntryCache, readEntries } from './entries/read-entries.ts';
import { publishedVersion, reviewedVersion } from './entries/version.ts';
import { withChanges } from './entries/with-changes.ts';

type EntryState = 'published' | 'new' | 'changed' | 'removed';

/** An entry of the draft. */
export interface DraftedEntry extends EntryKey {
  state: EntryState;
  /** The content as it should become; for a removed entry, its last content. */
  content: unknown;
  /** The published content; undefined if there is no such entry. */
  published: unknown;
  /** The version to save from. It changes with each save, with what is published, and with the review's phrases. */
  version: string;
  updatedBy: string | undefined;
  updatedAt: Date | undefined;
  /** Another version was published after this change was started. */
  isOverdue: boolean;
  /** Phrases that the review has added to it. */
  fromReview: readonly string[];
}

/** The whole draft. */
export interface DraftedKnowledge {
  /** The number of the release that answers customers. */
  releaseNumber: number;
  published: Documents;
  /** Sorted by document, with new entries at the end. */
  entries: readonly DraftedEntry[];
  /** The documents as they would be released. */
  readonly documents: Documents;
}

/** What a draft is built from. */
export interface DraftSources {
  releaseNumber: number;
  published: Documents;
  changes: readonly DraftEntry[];
  /** Phrases that the review has added. */
  phrases: readonly DraftPhrase[];
}

/** Applies the changes to what is published. @param cache the entries read before */
export function draftOf(
  { releaseNumber, published, changes, phrases }: DraftSources,
  cache: EntryCache,
): DraftedKnowledge {
  const entries = withReview(merged(readEntries(published, cache), changes), phrases);
  let documents: Documents | undefined;
  return {
    releaseNumber,
    published,
    entries,
    // Writing them takes a while, and most readers only want the entries.
    get documents() {
      documents ??= withChanges(published, entries.flatMap(changeOf));
      return documents;
    },
  };
}

function merged(published: readonly Entry[], changes: readonly DraftEntry[]): DraftedEntry[] {
  const byKey = new Map(changes.map((change) => [keyText(change as EntryKey), change]));
  const known = published.map((entry) => {
    const change = byKey.get(keyText(entry));
    byKey.delete(keyText(entry));
    return change === undefined ? untouched(entry) : changed(entry, change);
  });
  // A removal is done if the entry has already disappeared.
  const added = [...byKey.values()].filter(({ content }) => content !== undefined).map(created);
  return [...known, ...added];
}

function untouched(entry: Entry): DraftedEntry {
  return {
    ...entry,
    state: 'published',
    published: entry.content,
    version: publishedVersion(entry),
    updatedBy: undefined,
    updatedAt: undefined,
    isOverdue: false,
    fromReview: [],
  };
}

function changed(entry: Entry, change: DraftEntry): DraftedEntry {
  const isPublished = isSame(change.content, entry.content);
  return {
    ...untouched(entry),
    state: isPublished ? 'published' : change.content === undefined ? 'removed' : 'changed',
    content: change.content ?? entry.content,
    ...whoOf(change),
    isOverdue: !isPublished && !isSame(change.base, entry.content),
  };
}

const created = (change: DraftEntry): DraftedEntry => ({
  document: change.document,
  kind: change.kind as EntryKind,
  id: change.id,
  state: 'new',
  content: change.content,
  published: undefined,
  ...whoOf(change),
  isOverdue: change.base !== undefined,
  fromReview: [],
});

const whoOf = ({ version, updatedBy, updatedAt }: DraftEntry) => ({ version, updatedBy, updatedAt });

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Adds the review's phrases to the phrases of their intents. */
function withReview(entries: readonly DraftedEntry[], phrases: readonly DraftPhrase[]): DraftedEntry[] {
  const [gone, left] = [entries.filter(isRemoved), entries.filter((entry) => !isRemoved(entry))];
  const known = new Set(left.flatMap((entry) => phrasesOf(entry).map(comparable)));
  const goneAnswers = new Set(gone.flatMap(({ kind, id }) => (kind === 'answer' ? [id] : [])));
  const fresh = phrases.filter(({ text, intent }) => {
    const key = comparable(text);
    return !goneAnswers.has(intent) && !known.has(key) && known.add(key);
  });
  const byIntent = Map.groupBy(fresh, ({ intent }) => intent);
  const kept = entries.map((entry) => {
    const own = entry.kind === 'phrases' ? byIntent.get(entry.id) : undefined;
    if (own === undefined) return entry;
    byIntent.delete(entry.id);
    // The phrases of a remaining answer were removed, and the review has added new ones.
    return withPhrases(isRemoved(entry) ? { ...entry, content: [], state: 'changed' } : entry, own);
  });
  return [...kept, ...[...byIntent].map(([intent, own]) => withPhrases(noPhrases(intent, entries), own))];
}

function withPhrases(entry: DraftedEntry, own: readonly DraftPhrase[]): DraftedEntry {
  const texts = own.map(({ text }) => text);
  return {
    ...entry,
    state: entry.state === 'published' ? 'changed' : entry.state,
    content: [...phrasesOf(entry), ...texts],
    version: reviewedVersion(entry.version, texts),
    fromReview: texts,
  };
}

/** An empty list of phrases for an intent that has none yet, in the document that corresponds to its answer's. */
function noPhrases(intent: string, entries: readonly DraftedEntry[]): DraftedEntry {
  const answer = entries.find(({ kind, id }) => kind === 'answer' && id === intent);
  const document = answer?.document.replace(/^answers\//, 'phrases/') ?? 'phrases/review.yaml';
  return {
    ...untouched({ document, kind: 'phrases', id: intent, content: [] }),
    state: 'new',
    published: undefined,
    version: '',
  };
}

const isRemoved = ({ state }: DraftedEntry): boolean => state === 'removed';

const phrasesOf = ({ kind, content }: DraftedEntry): string[] =>
  kind === 'phrases' && Array.isArray(content)
    ? content.filter((phrase): phrase is string => typeof phrase === 'string')
    : [];

function changeOf({ state, document, kind, id, content }: DraftedEntry): EntryChange[] {
  return state === 'published' ? [] : [{ document, kind, id, content, isRemoved: state === 'removed' }];
}
