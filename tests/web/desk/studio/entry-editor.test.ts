import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SaveRequest, StudioEntry, StudioSaved } from '#desk/studio/wire.ts';
import type { ApiResult } from '#web/desk/api.ts';
import type { TextDrafts } from '#web/desk/client/drafts.ts';
import { EntryEditor } from '#web/desk/studio/editor/entry-editor.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const KEY = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' } as const;
const PAUSE_MS = 700;

const entryOf = (content: unknown, version: string, more: Partial<StudioEntry> = {}): StudioEntry => ({
  ...KEY,
  state: version.startsWith('+') ? 'published' : 'changed',
  content,
  published: content,
  version,
  updatedBy: null,
  updatedAt: null,
  isOverdue: false,
  fromReview: [],
  problems: [],
  ...more,
});

/** The server's draft, with one entry. */
function fakeStudio(content: unknown) {
  let entry = entryOf(content, '+published');
  let saves = 0;
  let status = 200;
  let isThere = true;
  const gone = { ok: false as const, status: 404, problem: 'This entry no longer exists.' };
  const save = (change: SaveRequest, by: string): ApiResult<StudioSaved> => {
    if (status !== 200) return { ok: false, status, problem: 'Cannot reach the server.' };
    if (!isThere && change.version !== '') return gone;
    if (isThere && change.version !== entry.version) return { ok: true, body: { isSaved: false, entry } };
    isThere = true;
    saves += 1;
    entry = entryOf(change.content, String(saves), { updatedBy: by });
    return { ok: true, body: { isSaved: true, entry } };
  };
  return {
    api: {
      entry: () => Promise.resolve(isThere ? { ok: true as const, body: entry } : gone),
      save: (change: SaveRequest) => Promise.resolve(save(change, 'Edie')),
    },
    /** Somebody else saves. */
    saves: (changed: unknown) => save({ ...KEY, content: changed, version: entry.version }, 'Kim'),
    /** Somebody else changes the entry and publishes it. */
    publishes: (changed: unknown) => (entry = entryOf(changed, '+published later')),
    /** Somebody else drops the entry, which was never published. */
    drops: () => (isThere = false),
    fails: (with_: number) => (status = with_),
    content: () => entry.content,
    count: () => saves,
  };
}

/** A server that has no entry until somebody saves it. */
function emptyStudio() {
  const studio = fakeStudio([]);
  studio.drops();
  return studio;
}

function fakeDrafts(): TextDrafts {
  const texts = new Map<string, string>();
  return {
    read: (about) => texts.get(about) ?? '',
    write: (about, text) => void texts.set(about, text),
  };
}

async function opened(content: unknown, drafts = fakeDrafts()) {
  const studio = fakeStudio(content);
  const open = async (): Promise<EntryEditor> => {
    const editor = new EntryEditor({ key: KEY, api: studio.api, drafts, onSaved: () => undefined });
    await editor.load();
    return editor;
  };
  return { studio, open, editor: await open() };
}

const pause = (milliseconds = PAUSE_MS): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('an entry being edited', () => {
  it('is saved at a pause, once for many keystrokes', async () => {
    const { studio, editor } = await opened({ short: 'Free' });
    for (const short of ['Free o', 'Free of', 'Free of charge']) editor.change({ short });
    expect(editor.state.value.kind).toBe('unsaved');
    await pause();
    expect([studio.content(), studio.count()]).toEqual([{ short: 'Free of charge' }, 1]);
    expect(editor.state.value.kind).toBe('saved');
  });

  it('says why it is not saved, and is saved once the server is back', async () => {
    const { studio, editor } = await opened({ short: 'Free' });
    studio.fails(0);
    editor.change({ short: 'Gratis' });
    await pause();
    expect(editor.state.value).toEqual({ kind: 'failed', problem: 'Cannot reach the server.' });
    studio.fails(200);
    await pause(2000);
    expect([studio.content(), editor.state.value.kind]).toEqual([{ short: 'Gratis' }, 'saved']);
  });

  it('keeps unsaved text over a reload', async () => {
    const { studio, editor, open } = await opened({ short: 'Free' });
    studio.fails(503);
    editor.change({ short: 'Gratis' });
    await pause();
    studio.fails(200);
    const again = await open();
    expect(again.content.value).toEqual({ short: 'Gratis' });
    await pause();
    expect(studio.content()).toEqual({ short: 'Gratis' });
  });

  it('is created again on request if somebody has dropped it, even after a reload', async () => {
    const { studio, editor, open } = await opened({ short: 'Free' });
    editor.change({ short: 'Gratis' });
    await pause();
    studio.drops();
    editor.change({ short: 'Free of charge' });
    await pause();
    expect(editor.state.value).toEqual({ kind: 'failed', problem: 'This entry no longer exists.' });
    const again = await open();
    await pause();
    expect(again.content.value).toEqual({ short: 'Free of charge' });
    again.retry();
    await pause();
    expect([studio.content(), again.state.value.kind]).toEqual([{ short: 'Free of charge' }, 'saved']);
  });

  it('merges the changes of two editors in different fields', async () => {
    const { studio, editor } = await opened({ short: 'Free', label: 'Cost' });
    studio.saves({ short: 'Free', label: 'Price' });
    editor.change({ short: 'Gratis', label: 'Cost' });
    await pause();
    await pause();
    expect(studio.content()).toEqual({ short: 'Gratis', label: 'Price' });
    expect(editor.content.value).toEqual({ short: 'Gratis', label: 'Price' });
  });

  it('merges the translations of two editors into different languages', async () => {
    const { studio, editor } = await opened({ short: 'Free', translations: { es: { short: 'Gratis' } } });
    const de = { short: 'Kostenlos' };
    studio.saves({ short: 'Free', translations: { es: { short: 'Gratis' }, de } });
    editor.change({ short: 'Free', translations: { es: { short: 'Es gratis' } } });
    await pause();
    await pause();
    const together = { short: 'Free', translations: { es: { short: 'Es gratis' }, de } };
    expect([studio.content(), editor.content.value]).toEqual([together, together]);
  });

  it('asks which to keep if two editors have changed the same field, and loses nobody’s words', async () => {
    const { studio, editor } = await opened({ short: 'Free', label: 'Cost' });
    studio.saves({ short: 'It is free', label: 'Price' });
    editor.change({ short: 'Gratis', label: 'Cost' });
    await pause();
    expect(editor.conflict.value).toMatchObject({
      fields: ['short'],
      together: { short: 'Gratis', label: 'Price' },
      theirs: { content: { short: 'It is free' }, updatedBy: 'Kim' },
    });
    expect(studio.content()).toEqual({ short: 'It is free', label: 'Price' });
    editor.resolve({ short: 'Gratis', label: 'Price' });
    await pause();
    expect([studio.content(), editor.conflict.value]).toEqual([
      { short: 'Gratis', label: 'Price' },
      undefined,
    ]);
  });

  it('combines the phrases of two editors', async () => {
    const { studio, editor } = await opened(['is it free', 'cost']);
    studio.saves(['is it free', 'price']);
    editor.change(['is it free', 'cost', 'how much']);
    await pause();
    await pause();
    expect(studio.content()).toEqual(['is it free', 'price', 'how much']);
  });

  it('keeps the phrases that others publish while it is open', async () => {
    const { studio, editor } = await opened(['is it free']);
    studio.publishes(['is it free', 'price']);
    editor.change(['is it free', 'how much']);
    await pause();
    await pause();
    expect(studio.content()).toEqual(['is it free', 'price', 'how much']);
  });

  it('shows what others have published, as long as nothing is unsaved', async () => {
    const { studio, editor } = await opened(['is it free']);
    studio.publishes(['is it free', 'price']);
    await editor.catchUp('+published later');
    expect(editor.content.value).toEqual(['is it free', 'price']);
  });

  it('combines the first phrases of two editors', async () => {
    const studio = emptyStudio();
    const parts = { key: KEY, api: studio.api, drafts: fakeDrafts(), onSaved: () => undefined };
    const editor = new EntryEditor({ ...parts, blank: [] });
    await editor.load();
    await studio.api.save({ ...KEY, content: ['price'], version: '' });
    editor.change(['how much']);
    await pause();
    await pause();
    expect(studio.content()).toEqual(['price', 'how much']);
  });
});
