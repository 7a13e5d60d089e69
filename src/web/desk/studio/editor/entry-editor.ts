import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SaveRequest, StudioEntry, StudioKey, StudioSaved } from '#desk/studio/wire.ts';
import type { ApiResult } from '../../api.ts';
import type { Drafts } from '../../client/drafts.ts';
import { editorWords as words } from './words.ts';
import { isSame, merged } from './merge.ts';
import { readEdit, type StoredEdit, writeEdit } from './stored-edit.ts';

/** Whether the server has what is on the screen. `problem`: why it has not, as a sentence. */
export type SaveState = { kind: 'saved' | 'unsaved' | 'saving' } | { kind: 'failed'; problem: string };

/** Another editor has saved the same fields. */
export interface Conflict {
  theirs: StudioEntry;
  /** The fields that both have changed; '' for the whole entry. */
  fields: readonly string[];
  /** Both editors' words together, with one's own in these fields. */
  together: unknown;
}

export interface EntryEditorParts {
  key: StudioKey;
  /** What an entry begins with that is not there yet; undefined: it must be there. */
  blank?: unknown;
  api: {
    entry: (key: StudioKey) => Promise<ApiResult<StudioEntry>>;
    save: (change: SaveRequest) => Promise<ApiResult<StudioSaved>>;
  };
  drafts: Drafts;
  /** Called once the server has a change. */
  onSaved: () => void;
}

const PAUSE_MS = 700;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;

/** The network or the server, not the words: it may work later. */
const isPassing = (status: number): boolean => status === 0 || status === 429 || status >= 500;

/**
 * An entry as one editor works on it, saved as they type. Nothing that was typed is lost: not by a reload, nor by another
 * editor.
 */
export class EntryEditor {
  readonly #parts: EntryEditorParts;
  readonly #entry: Signal<StudioEntry | undefined> = signal(undefined);
  readonly #content = signal<unknown>(undefined);
  readonly #state = signal<SaveState>({ kind: 'saved' });
  readonly #conflict: Signal<Conflict | undefined> = signal(undefined);
  readonly #problem = signal('');
  /** What the words on the screen were made from. */
  #from: { base: unknown; version: string } = { base: undefined, version: '' };
  /** Whether what was published meanwhile has been looked at. */
  #isSettled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(parts: EntryEditorParts) {
    this.#parts = parts;
  }

  /** As the server has it; undefined until it has loaded, or while there is none. */
  get entry(): ReadonlySignal<StudioEntry | undefined> {
    return this.#entry;
  }

  /** As it is on the screen; undefined until it has loaded. */
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

  /** The version that the next save is made from. */
  get version(): string {
    return this.#from.version;
  }

  /** Reads it from the server, unless something waits to be saved. */
  async load(): Promise<void> {
    const { api, key, blank } = this.#parts;
    const answer = await api.entry(key);
    // What was typed meanwhile is newer.
    if (this.#state.peek().kind !== 'saved') return;
    const stored = readEdit(this.#parts.drafts, key);
    if (answer.ok) {
      this.#show(answer.body);
      if (stored !== undefined) this.#goOn(stored, answer.body);
    } else if (answer.status === 404 && (blank ?? stored) !== undefined) {
      this.#content.value = blank ?? stored?.content;
      if (stored !== undefined) this.#goOn(stored, undefined);
    } else this.#problem.value = answer.status === 404 ? words.gone : answer.problem;
  }

  /** Takes what somebody has typed, and saves it at the next pause. */
  change(content: unknown): void {
    this.#keep(content);
    this.#saveIn(PAUSE_MS);
  }

  /** Saves now what waits. */
  flush(): void {
    if (this.#state.peek().kind === 'unsaved') void this.#save();
  }

  /** Tries again what has failed. */
  retry(): void {
    this.#saveIn(0);
  }

  /** Keeps the draft's words, although others were published meanwhile. */
  settle(): void {
    this.#isSettled = true;
    this.#keep(this.#content.peek());
    this.#saveIn(0);
  }

  /** Ends a conflict with these words. */
  resolve(content: unknown): void {
    const { theirs } = this.#conflict.peek() ?? {};
    if (theirs !== undefined) this.#settle(theirs, content);
  }

  /** Shows this version, and forgets what was typed. */
  reset(entry: StudioEntry): void {
    this.forget();
    this.#show(entry);
  }

  /** Forgets what was typed and is not saved. */
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
    // Somebody has dropped it. Trying again writes it anew.
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

  /** Puts another editor's words and these together, or asks. */
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

  /** Goes on with words from before a reload. @param found what the server has by now */
  #goOn(stored: StoredEdit, found: StudioEntry | undefined): void {
    this.#from = { base: stored.base, version: stored.version };
    this.#keep(stored.content);
    if (found !== undefined && found.version !== stored.version) this.#meet(found);
    else this.#saveIn(0);
  }
}
