import type { Problem } from '#knowledge/problems.ts';
import { documentsOf } from '#releases/current-documents.ts';
import type { DraftEntry } from '#store/draft.ts';
import type { DraftPhrase } from '#store/review.ts';
import type { Store } from '#store/store.ts';
import type { DraftedEntry, DraftedKnowledge } from './draft.ts';
import { collectionOf } from './entries/collections.ts';
import { type EntryKey, isSameEntry } from './entries/entry.ts';
import { storedVersion } from './entries/version.ts';
import type { Workbench } from './workbench/workbench.ts';

/** A page that has an entry open refreshes its presence more often than this. */
const PRESENT_MS = 30_000;

export interface StudioParts {
  store: Pick<Store, 'draft' | 'releases' | 'review'>;
  /** The folder with the knowledge, used before the first release. */
  knowledgeDir: string;
  clock: () => Date;
  /** Does the expensive work without blocking anybody. */
  workbench: Pick<Workbench, 'draft' | 'check'>;
}

/** A change that an editor requests. */
export interface WantedChange extends EntryKey {
  /** Undefined: the entry is to be removed. */
  content: unknown;
  /** The version that the edit started from; empty: there was no such entry. */
  from: string;
  /** The editor has seen what was published after the change was started. */
  isSettled?: boolean | undefined;
}

/** The result of a change: if somebody else has saved the entry in the meantime, nothing is overwritten. */
export type Saved = { kind: 'saved' | 'conflict'; entry: DraftedEntry } | { kind: 'gone' | 'taken' };

/** Somebody who has an entry open. */
export interface Present {
  id: string;
  name: string;
}

/** The draft at one moment, with what it was built from. */
export interface DraftSnapshot {
  /** The number of the publication at that time; 0 before the first. */
  publication: number;
  drafted: DraftedKnowledge;
  changes: readonly DraftEntry[];
  /** Phrases that the review had added. */
  phrases: readonly DraftPhrase[];
}

/** The draft of the next release, which all editors share. */
export class Studio {
  readonly #parts: StudioParts;

  constructor(parts: StudioParts) {
    this.#parts = parts;
  }

  /** The draft as it is now. */
  async read(): Promise<DraftedKnowledge> {
    return (await this.snapshot()).drafted;
  }

  /** The draft as it is now, with what it was built from. */
  async snapshot(): Promise<DraftSnapshot> {
    const { store, knowledgeDir, workbench } = this.#parts;
    // Read first: an editor who publishes this draft is then told about any later publication.
    const [current] = await store.releases.publications();
    const [published, changes, phrases] = await Promise.all([
      documentsOf(store.releases, knowledgeDir, current),
      store.draft.entries(),
      store.review.phrases(),
    ]);
    const releaseNumber = current?.releaseNumber ?? 0;
    const drafted = await workbench.draft({ releaseNumber, published, changes, phrases });
    return { publication: current?.number ?? 0, drafted, changes, phrases };
  }

  /** What would stop the draft from being published, as `npm run check-knowledge` reports it. */
  async problems({ documents }: DraftedKnowledge): Promise<readonly Problem[]> {
    return await this.#parts.workbench.check(documents);
  }

  /** @returns undefined if there is no such entry, either published or in the draft */
  async entry(key: EntryKey): Promise<DraftedEntry | undefined> {
    const { entries } = await this.read();
    return entries.find((entry) => isSameEntry(entry, key));
  }

  /** Saves a change. @param editor the name of its author */
  async save({ from, content, isSettled, ...key }: WantedChange, editor: string): Promise<Saved> {
    const collection = collectionOf(key.document, key.kind, key.id);
    if (collection === undefined) return { kind: 'gone' };
    const { store, clock } = this.#parts;
    const { drafted, changes } = await this.snapshot();
    const before = drafted.entries.find((entry) => isSameEntry(entry, key));
    if (before === undefined && (from !== '' || content === undefined)) return { kind: 'gone' };
    const isUnseen = before !== undefined && before.version !== from;
    // An edit of what was published must not undo a later publication, nor any edit drop a phrase of the review.
    if (isUnseen && (storedVersion(from) === '' || droppedFrom(before, content).length > 0))
      return { kind: 'conflict', entry: before };
    // Such a document contains a single entry, which would be lost.
    const isTaken =
      collection.by === 'whole' && drafted.entries.some(({ document }) => document === key.document);
    if (before === undefined && isTaken) return { kind: 'taken' };
    // Removing an entry that has already disappeared must not keep anybody from creating it again.
    const done = before === undefined && changes.find((change) => isSameEntry(change as EntryKey, key));
    if (done) await store.draft.discard(key, done.version);
    const base = before?.published;
    const version = await store.draft.save({
      ...key,
      content,
      base,
      from: storedVersion(from),
      // Whoever changes what is published has seen it.
      isSettled: isSettled === true || before?.state === 'published',
      editor,
      at: clock(),
    });
    if (version !== undefined && before !== undefined) await this.#forgetReviewed(before, content);
    const entry = await this.entry(key);
    if (entry === undefined) return { kind: 'gone' };
    return { kind: version === undefined ? 'conflict' : 'saved', entry };
  }

  /**
   * Drops a change: the entry is as published again.
   * @param version what the editor has seen; undefined drops any version
   * @returns false if somebody has saved the entry since; then nothing is dropped
   */
  async discard(key: EntryKey, version?: string): Promise<boolean> {
    const before = await this.entry(key);
    if (before === undefined) return true;
    if (version !== undefined && before.state !== 'published' && before.version !== version) return false;
    await this.#parts.store.draft.discard(key, version === undefined ? undefined : storedVersion(version));
    const after = await this.entry(key);
    if (version !== undefined && after !== undefined && storedVersion(after.version) !== '') return false;
    await this.#forgetReviewed(before, before.published);
    return true;
  }

  /** Records that an agent has an entry open. @returns who else has it open */
  async visit(agentId: string, key: EntryKey): Promise<Present[]> {
    const { store, clock } = this.#parts;
    const now = clock();
    await store.draft.notePresence(agentId, key, now);
    const presences = await store.draft.presences(new Date(now.getTime() - PRESENT_MS));
    return presences
      .filter(({ agent, ...place }) => agent.id !== agentId && isSameEntry(place as EntryKey, key))
      .map(({ agent }) => agent);
  }

  /** Phrases that an editor has seen and deleted do not come back from the review. */
  async #forgetReviewed(entry: DraftedEntry, content: unknown): Promise<void> {
    const dropped = droppedFrom(entry, content);
    if (dropped.length > 0) await this.#parts.store.review.dropPhrases(entry.id, dropped);
  }
}

/** The phrases from the review that the new content leaves out. */
function droppedFrom({ fromReview }: DraftedEntry, content: unknown): string[] {
  const kept = new Set(Array.isArray(content) ? content : []);
  return fromReview.filter((text) => !kept.has(text));
}
