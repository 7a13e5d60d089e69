import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SaveRequest, StudioEntry, StudioKey, StudioSaved } from '#desk/studio/wire.ts';
import type { ApiResult } from '../../api.ts';
import type { TextDrafts } from '../../client/drafts.ts';
import { editorWords as words } from './words.ts';
import { isSame, merged } from './merge.ts';
import { readEdit, type StoredEdit, writeEdit } from './stored-edit.ts';

/** Whether the content on the screen is saved. `problem`: why it is not, as a sentence. */
export type SaveState = { kind: 'saved' | 'unsaved' | 'saving' } | { kind: 'failed'; problem: string };

/** Another editor has saved the same fields. */
export interface Conflict {
  theirs: StudioEntry;
  /** The fields that both editors changed; '' for the whole entry. */
  fields: readonly string[];
  /** Both editors' changes merged, with this editor's version of the conflicting fields. */
  together: unknown;
}

export interface EntryEditorParts {
  key: StudioKey;
  /** The initial content of an entry that does not exist yet; undefined if it must exist. */
  blank?: unknown;
  api: {
    entry: (key: StudioKey) => Promise<ApiResult<StudioEntry>>;
    save: (change: SaveRequest) => Promise<ApiResult<StudioSaved>>;
  };
  drafts: TextDrafts;
  /** Called after a change has been saved. */
  onSaved: () => void;
}

const PAUSE_MS = 700;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;

/** Whether the network or the server failed, rather than the content: a retry may succeed. */
const isPassing = (status: number): boolean => status === 0 || status === 429 || status >= 500;

/**
 * An entry that one editor is working on, saved as they type. Their changes survive a reload, and are merged with those
 * of other editors.
 */
export class EntryEditor {
  readonly #parts: EntryEditorParts;
  readonly #entry: Signal<StudioEntry | undefined> = signal(undefined);
  readonly #content = signal<unknown>(undefined);
  readonly #state = signal<SaveState>({ kind: 'saved' });
  readonly #conflict: Signal<Conflict | undefined> = signal(undefined);
  readonly #problem = signal('');
  /** The version that the content on the screen is based on. */
  #from: { base: unknown; version: string } = { base: undefined, version: '' };
  /** Whether the editor chose to keep the draft over a newer published version. */
  #isSettled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(parts: EntryEditorParts) {
    this.#parts = parts;
  }

  /** The entry on the server; undefined until it has loaded, or if it does not exist yet. */
  get entry(): ReadonlySignal<StudioEntry | undefined> {
    return this.#entry;
  }

  /** The content on the screen; undefined until it has loaded. */
  get content(): ReadonlySignal<unknown> {
    return this.#content;
  }

  get state(): ReadonlySignal<SaveState> {
    return this.#state;
  }

  get conflict(): ReadonlySignal<Conflict | undefined> {
    return this.#conflict;
  }

  /** Why it cannot be shown, as a sentence; '' if it can. */
  get problem(): ReadonlySignal<string> {
    return this.#problem;
  }

  /** The version that the next save is based on. */
  get version(): string {
    return this.#from.version;
  }

  /** Loads the entry again if another version is on the server. @param version null if it is not there */
  async catchUp(version: string | null): Promise<void> {
    const isOther = version !== null && version !== this.version;
    if (isOther && this.#content.peek() !== undefined) await this.load();
  }

  /** Loads the entry from the server, unless there are unsaved changes. */
  async load(): Promise<void> {
    const { api, key, blank } = this.#parts;
    const answer = await api.entry(key);
    // Whatever was typed during the request is newer.
    if (this.#state.peek().kind !== 'saved') return;
    const stored = readEdit(this.#parts.drafts, key);
    if (answer.ok) {
      this.#show(answer.body);
      if (stored !== undefined) this.#goOn(stored, answer.body);
    } else if (answer.status === 404 && (blank ?? stored) !== undefined) {
      this.#from = { base: blank, version: '' };
      this.#content.value = blank ?? stored?.content;
      if (stored !== undefined) this.#goOn(stored, undefined);
    } else this.#problem.value = answer.status === 404 ? words.gone : answer.problem;
  }

  /** Sets the content that the editor typed, and saves it at the next pause. */
  change(content: unknown): void {
    this.#keep(content);
    this.#saveIn(PAUSE_MS);
  }

  /** Saves unsaved changes now. */
  flush(): void {
    if (this.#state.peek().kind === 'unsaved') void this.#save();
  }

  /** Retries a failed save. */
  retry(): void {
    this.#saveIn(0);
  }

  /** Keeps the draft, although another version was published after the edit started. */
  settle(): void {
    this.#isSettled = true;
    this.#keep(this.#content.peek());
    this.#saveIn(0);
  }

  /** Resolves a conflict with this content. */
  resolve(content: unknown): void {
    const { theirs } = this.#conflict.peek() ?? {};
    if (theirs !== undefined) this.#settle(theirs, content);
  }

  /** Shows this version and discards unsaved changes. */
  reset(entry: StudioEntry): void {
    this.forget();
    this.#show(entry);
  }

  /** Discards unsaved changes. */
  forget(): void {
    clearTimeout(this.#timer);
    writeEdit(this.#parts.drafts, this.#parts.key, undefined);
    this.#state.value = { kind: 'saved' };
  }

  #show(entry: StudioEntry): void {
    this.#from = { base: entry.content, version: entry.version };
    this.#entry.value = entry;
    this.#content.value = entry.content;
    this.#conflict.value = undefined;
    this.#problem.value = '';
    this.#state.value = { kind: 'saved' };
  }

  #saveIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), milliseconds);
  }

  #keep(content: unknown): void {
    this.#content.value = content;
    writeEdit(this.#parts.drafts, this.#parts.key, { content, ...this.#from });
    if (this.#state.peek().kind !== 'saving') this.#state.value = { kind: 'unsaved' };
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    const { kind } = this.#state.peek();
    if (kind === 'saved' || kind === 'saving' || this.#conflict.peek() !== undefined) return;
    const { api, key } = this.#parts;
    const sent = this.#content.peek();
    this.#state.value = { kind: 'saving' };
    const answer = await api.save({
      ...key,
      content: sent,
      version: this.#from.version,
      ...(this.#isSettled && { isSettled: true }),
    });
    this.#state.value = { kind: 'unsaved' };
    if (!answer.ok) this.#fail(answer.status, answer.problem);
    else if (answer.body.isSaved) this.#accept(answer.body.entry, sent);
    else this.#meet(answer.body.entry);
  }

  #fail(status: number, problem: string): void {
    this.#state.value = { kind: 'failed', problem };
    // The entry was deleted, so a retry creates it again.
    if (status === 404) this.#from = { base: undefined, version: '' };
    if (!isPassing(status)) return;
    this.#saveIn(this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
  }

  #accept(saved: StudioEntry, sent: unknown): void {
    this.#retryMs = FIRST_RETRY_MS;
    this.#isSettled = false;
    if (this.#content.peek() === sent) this.reset(saved);
    else {
      this.#entry.value = saved;
      this.#from = { base: sent, version: saved.version };
      this.#keep(this.#content.peek());
      this.#saveIn(PAUSE_MS);
    }
    this.#parts.onSaved();
  }

  /** Merges another editor's version with this one, or reports a conflict. */
  #meet(theirs: StudioEntry): void {
    const mine = this.#content.peek();
    const { content, conflicts } =
      theirs.state === 'removed'
        ? { content: mine, conflicts: [''] }
        : merged(this.#from.base, mine, theirs.content);
    this.#entry.value = theirs;
    if (conflicts.length === 0) this.#settle(theirs, content);
    else this.#conflict.value = { theirs, fields: conflicts, together: content };
  }

  #settle(theirs: StudioEntry, content: unknown): void {
    if (isSame(content, theirs.content) && theirs.state !== 'removed') {
      this.reset(theirs);
      this.#parts.onSaved();
      return;
    }
    this.#from = { base: theirs.content, version: theirs.version };
    this.#conflict.value = undefined;
    this.#keep(content);
    this.#saveIn(0);
  }

  /** Continues with unsaved changes from before a reload. @param found the entry now on the server */
  #goOn(stored: StoredEdit, found: StudioEntry | undefined): void {
    this.#from = { base: stored.base, version: stored.version };
    this.#keep(stored.content);
    if (found !== undefined && found.version !== stored.version) this.#meet(found);
    else this.#saveIn(0);
  }
}
