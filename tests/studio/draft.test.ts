import { expect, it } from 'vitest';
import type {
  StudioEntry,
  StudioKey,
  StudioOverview,
  StudioPresence,
  StudioSaved,
} from '#desk/studio/wire.ts';
import { onShortServers, type RunningServer } from '../desk/open-server.ts';

const COST: StudioKey = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
const PHRASES: StudioKey = { document: 'phrases/enshare.yaml', kind: 'phrases', id: 'enshare.cost' };

async function editor(server: RunningServer, name: string) {
  const agent = await server.agent(name, 'editor');
  const entry = async (key: StudioKey): Promise<StudioEntry> =>
    (await agent.get(`/studio/entry?${new URLSearchParams(key).toString()}`)).json() as StudioEntry;
  return {
    agent,
    entry,
    overview: async (words = '') =>
      (await agent.get(`/studio?${new URLSearchParams({ q: words }).toString()}`)).json() as StudioOverview,
    /** @param from the version that the edit started from; omitted: the current one */
    save: async (key: StudioKey, content: unknown, from?: string): Promise<StudioSaved> => {
      // Empty for an entry that does not exist yet.
      const version = from ?? (await entry(key)).version ?? '';
      return (await agent.post('/studio/save', { ...key, content, version })).json() as StudioSaved;
    },
    /** Changes one field of an entry's current version. */
    changes: async (key: StudioKey, change: object): Promise<StudioSaved> => {
      const { content, version } = await entry(key);
      const saved = await agent.post('/studio/save', {
        ...key,
        content: { ...(content as object), ...change },
        version,
      });
      return saved.json() as StudioSaved;
    },
  };
}

onShortServers('the draft', (openOn) => {
  it('lists everything that the bot knows, and finds an entry by any of its words', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const { entries, changes, problems } = await edie.overview();
    expect({ changes, problems }).toEqual({ changes: 0, problems: [] });
    expect(entries).toContainEqual(
      expect.objectContaining({ ...COST, title: 'Does EnShare cost anything?', state: 'published' }),
    );
    const found = await edie.overview('free of CHARGE');
    expect(found.entries.map(({ id }) => id)).toContain('enshare.cost');
    expect(found.entries.length).toBeLessThan(entries.length);
  });

  it("keeps an editor's changes, says whose they are, and drops them on request", async () => {
    const edie = await editor(await openOn(), 'Edie');
    const { version } = await edie.entry(COST);
    const { isSaved, entry } = await edie.changes(COST, { short: 'It is free.' });
    expect({ isSaved, state: entry.state, by: entry.updatedBy }).toEqual({
      isSaved: true,
      state: 'changed',
      by: 'Edie',
    });
    expect((await edie.overview()).changes).toBe(1);
    await edie.agent.post('/studio/discard', COST);
    expect(await edie.entry(COST)).toMatchObject({ state: 'published', version });
  });

  it('shows at the field what would keep it from being published', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const { entry } = await edie.changes(COST, { followUps: ['nowhere'], source: 'hearsay' });
    expect(entry.problems).toMatchObject([
      { key: COST, field: 'followUps.1', message: expect.stringContaining('No answer has the id') as string },
      { key: COST, field: 'source' },
    ]);
  });

  it('can contain translations, finds them, and shows their problems at the field', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const es = { question: '¿EnShare cuesta algo?', label: 'Precio de EnShare', short: '' };
    const { entry } = await edie.changes(COST, { translations: { es, xx: { ...es, short: 'Nada.' } } });
    expect(entry.problems.map(({ field }) => field).sort()).toEqual([
      'translations.es.short',
      'translations.xx',
    ]);
    expect((await edie.overview()).languages).toEqual(['es', 'xx']);
    expect((await edie.overview('precio de')).entries).toMatchObject([{ id: 'enshare.cost' }]);
  });

  it('overwrites nothing if two editors save the same entry', async () => {
    const server = await openOn();
    const [edie, kim] = [await editor(server, 'Edie'), await editor(server, 'Kim')];
    const { content, version } = await edie.entry(COST);
    await edie.save(COST, { ...(content as object), short: 'Free, says Edie.' }, version);
    const late = await kim.save(COST, { ...(content as object), short: 'Free, says Kim.' }, version);
    expect(late).toMatchObject({
      isSaved: false,
      entry: { content: { short: 'Free, says Edie.' }, updatedBy: 'Edie' },
    });
  });

  it('overwrites nothing if an editor adds an entry that there is by now', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const { content } = await edie.entry(COST);
    const late = await edie.save(COST, { id: COST.id, short: 'Another one.' }, '');
    expect(late).toMatchObject({ isSaved: false, entry: { state: 'published', content } });
  });

  it('does not drop changes that somebody else has saved since the editor looked', async () => {
    const server = await openOn();
    const [edie, kim] = [await editor(server, 'Edie'), await editor(server, 'Kim')];
    const { entry } = await edie.changes(COST, { short: 'Free, says Edie.' });
    await kim.changes(COST, { short: 'Free, says Kim.' });
    const dropped = await edie.agent.post('/studio/discard', { ...COST, version: entry.version });
    expect({ status: dropped.status, body: dropped.json() }).toMatchObject({
      status: 409,
      body: { error: { code: 'Changed' } },
    });
    const { content, version } = await edie.entry(COST);
    expect(content).toMatchObject({ short: 'Free, says Kim.' });
    expect((await edie.agent.post('/studio/discard', { ...COST, version })).status).toBe(200);
    expect(await edie.entry(COST)).toMatchObject({ state: 'published' });
  });

  it('warns that another version was published after the edit started, until an editor keeps the draft', async () => {
    const server = await openOn();
    const edie = await editor(server, 'Edie');
    const { content } = await edie.entry(COST);
    const wanted = { ...(content as object), short: 'It is free.' };
    await server.withStore(async ({ draft }) => {
      await draft.save({ ...COST, content: wanted, base: 'older', from: '', editor: 'Kim', at: new Date(0) });
    });
    const { isOverdue, version } = await edie.entry(COST);
    expect(isOverdue).toBe(true);
    const kept = await edie.agent.post('/studio/save', {
      ...COST,
      content: wanted,
      version,
      isSettled: true,
    });
    expect(kept.json()).toMatchObject({ isSaved: true, entry: { isOverdue: false, content: wanted } });
  });

  it('does not warn about an edit that has been published as it is, then or at its next change', async () => {
    const server = await openOn();
    const edie = await editor(server, 'Edie');
    const { content, version: untouched } = await edie.entry(COST);
    await edie.changes(COST, { short: 'It is free.' });
    expect(await edie.entry(COST)).toMatchObject({ state: 'changed', isOverdue: false });
    await server.withStore(async ({ draft }) => {
      const { version } = await edie.entry(COST);
      expect(version).not.toBe(untouched);
      await draft.save({
        ...COST,
        content,
        base: 'older',
        isSettled: true,
        from: version,
        editor: 'Edie',
        at: new Date(0),
      });
    });
    expect(await edie.entry(COST)).toMatchObject({ state: 'published', isOverdue: false });
    await edie.changes(COST, { short: 'It costs nothing.' });
    expect(await edie.entry(COST)).toMatchObject({ state: 'changed', isOverdue: false });
  });

  it('says who else has an entry open', async () => {
    const server = await openOn();
    const [edie, kim] = [await editor(server, 'Edie'), await editor(server, 'Kim')];
    await edie.agent.post('/studio/presence', COST);
    const presence = async () => (await kim.agent.post('/studio/presence', COST)).json() as StudioPresence;
    expect((await presence()).others).toEqual(['Edie']);
    await edie.agent.post('/studio/presence', PHRASES);
    expect((await presence()).others).toEqual([]);
  });

  it('says which version of an answer and of its phrases there is by now', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const presence = async () => (await edie.agent.post('/studio/presence', COST)).json() as StudioPresence;
    const versions = async () => ({
      version: (await edie.entry(COST)).version,
      phrases: (await edie.entry(PHRASES)).version,
    });
    const before = await versions();
    expect(await presence()).toMatchObject(before);
    await edie.save(PHRASES, ['is it gratis']);
    const after = await versions();
    expect(await presence()).toMatchObject(after);
    expect([after.version === before.version, after.phrases === before.phrases]).toEqual([true, false]);
  });

  it('adds and removes entries', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const added = { ...PHRASES, id: 'enshare.limits' };
    expect((await edie.save(added, ['how big may a file be'])).entry.state).toBe('new');
    expect((await edie.save(PHRASES, null)).entry.state).toBe('removed');
    const { problems } = await edie.overview();
    expect(problems).toContainEqual(
      expect.objectContaining({
        key: added,
        message: 'There is no answer with this id; correct the id or write the answer.',
      }),
    );
  });

  it('gives each advisory its own document', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const key = { document: 'advisories/a-hole.yaml', kind: 'advisory' } as const;
    await edie.save({ ...key, id: 'a-hole' }, { id: 'a-hole', name: 'A hole' });
    const second = { ...key, id: 'another-hole', content: { id: 'another-hole' }, version: '' };
    const refused = await edie.agent.post('/studio/save', second);
    expect({ status: refused.status, body: refused.json() }).toMatchObject({
      status: 409,
      body: { error: { code: 'Taken' } },
    });
    expect(await edie.entry({ ...key, id: 'a-hole' })).toMatchObject({ content: { name: 'A hole' } });
  });

  it('says in plain words what is wrong with the name of an entry', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const refusal = async (key: object): Promise<unknown> => {
      const answer = await edie.agent.post('/studio/save', { ...COST, ...key, content: {}, version: '' });
      return (answer.json() as { error?: { message: string } }).error?.message;
    };
    expect(await refusal({ id: 'e'.repeat(201) })).toBe('An id has at most 200 characters.');
    expect(await refusal({ id: 7 })).toBe('Give it an id.');
    expect(await refusal({ document: `answers/${'e'.repeat(200)}.yaml` })).toBe(
      'The name of a document has at most 200 characters.',
    );
    expect(await refusal({ document: 7 })).toBe('A document has a name like "answers/enviewer.yaml".');
    expect(await refusal({ kind: 'poem' })).toBe('There are no entries of this kind.');
  });

  it('lets editors add an entry again that was removed before it was published', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const key = { ...COST, id: 'enshare.limits' };
    const { entry } = await edie.save(key, { id: key.id, short: 'One.' });
    await edie.save(key, null, entry.version);
    expect((await edie.overview()).changes).toBe(0);
    const again = await edie.save(key, { id: key.id, short: 'Two.' });
    expect(again).toMatchObject({ isSaved: true, entry: { state: 'new', content: { short: 'Two.' } } });
  });

  it('can contain ten thousand phrases of one answer', async () => {
    const edie = await editor(await openOn(), 'Edie');
    const phrases = Array.from({ length: 10_000 }, (_, at) => `what would the share app cost me, part ${at}`);
    const { isSaved, entry } = await edie.save(PHRASES, phrases);
    expect({ isSaved, content: entry.content }).toEqual({ isSaved: true, content: phrases });
  });

  it('contains the phrases taken in the review, until an editor removes them', async () => {
    const server = await openOn();
    await server.withStore(({ review }) =>
      review.decide({
        keys: ['a'],
        decision: 'answer',
        phrases: [{ key: 'a', text: 'any marmalade fees', intent: 'enshare.cost' }],
      }),
    );
    const edie = await editor(server, 'Edie');
    const { state, fromReview, published } = await edie.entry(PHRASES);
    expect({ state, fromReview }).toEqual({ state: 'changed', fromReview: ['any marmalade fees'] });
    await edie.save(PHRASES, published, (await edie.entry(PHRASES)).version);
    expect(await edie.entry(PHRASES)).toMatchObject({ state: 'published', fromReview: [] });
  });

  it('loses no phrase that the review takes while an editor has the entry open', async () => {
    const server = await openOn();
    const takes = (text: string) =>
      server.withStore(({ review }) =>
        review.decide({
          keys: [text],
          decision: 'answer',
          phrases: [{ key: text, text, intent: 'enshare.cost' }],
        }),
      );
    const edie = await editor(server, 'Edie');
    await takes('any marmalade fees');
    const opened = await edie.entry(PHRASES);
    await takes('any jam fees');
    const own = [...(opened.content as string[]), 'is it gratis'];
    const late = await edie.save(PHRASES, own, opened.version);
    expect(late).toMatchObject({
      isSaved: false,
      entry: { fromReview: ['any marmalade fees', 'any jam fees'] },
    });
    const saved = await edie.save(PHRASES, [...own, 'any jam fees'], late.entry.version);
    expect(saved.isSaved).toBe(true);
    expect((await edie.entry(PHRASES)).content).toEqual(
      expect.arrayContaining(['any jam fees', 'is it gratis']),
    );
    await takes('any honey fees');
    const dropped = await edie.agent.post('/studio/discard', { ...PHRASES, version: saved.entry.version });
    expect(dropped.status).toBe(409);
    expect((await edie.entry(PHRASES)).fromReview).toContain('any honey fees');
  });

  it('brings removed phrases back when the review takes one of them', async () => {
    const server = await openOn();
    const edie = await editor(server, 'Edie');
    const { published } = await edie.entry(PHRASES);
    const [text = ''] = published as string[];
    await edie.save(PHRASES, null);
    await server.withStore(({ review }) =>
      review.decide({
        keys: ['a'],
        decision: 'answer',
        phrases: [{ key: 'a', text, intent: 'enshare.cost' }],
      }),
    );
    expect(await edie.entry(PHRASES)).toMatchObject({
      state: 'changed',
      content: [text],
      fromReview: [text],
    });
    const { entries } = await edie.overview();
    expect(entries.filter(({ kind, id }) => kind === 'phrases' && id === 'enshare.cost')).toHaveLength(1);
  });

  it('keeps review phrases of a removed answer until the answer is back', async () => {
    const server = await openOn();
    const edie = await editor(server, 'Edie');
    await edie.save(COST, null);
    await edie.save(PHRASES, null);
    await server.withStore(({ review }) =>
      review.decide({
        keys: ['a'],
        decision: 'answer',
        phrases: [{ key: 'a', text: 'any marmalade fees', intent: 'enshare.cost' }],
      }),
    );
    expect(await edie.entry(PHRASES)).toMatchObject({ state: 'removed', fromReview: [] });
    await edie.agent.post('/studio/discard', COST);
    expect(await edie.entry(PHRASES)).toMatchObject({ fromReview: ['any marmalade fees'] });
  });
});
