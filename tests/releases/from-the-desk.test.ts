import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import type { DeskRelease } from '#desk/releases/wire.ts';
import type { StudioRun } from '#desk/studio/publishing/wire.ts';
import { onEngines, onPostgres } from '#tests/store/engines.ts';
import { publishAtOnce } from '#tests/support/publish-at-once.ts';
import { levels } from '#tests/support/recording-log.ts';
import { holdService } from '#tests/support/services-here.ts';
import { CHANGED, elsewhere, EXPECTED, openServer, QUESTION, SHIPPED } from '../studio/publishing-server.ts';

type Editor = Awaited<ReturnType<Awaited<ReturnType<typeof openServer>>['person']>>;

const open = async () => openServer({ dataDir: await mkdtemp(join(inject('runFolder'), 'releasing-')) });

const runOf = async (editor: Editor): Promise<StudioRun['run']> =>
  (await editor.get<StudioRun>('/studio/publish')).run;

const auditOf = async (supervisor: Editor): Promise<object[]> =>
  (await supervisor.get<{ entries: { action: string }[] }>('/audit')).entries.filter(({ action }) =>
    action.startsWith('published'),
  );

const liveOf = async (editor: Editor): Promise<number | undefined> =>
  (await editor.get<DeskRelease[]>('/releases')).find(({ isCurrent }) => isCurrent)?.number;

/** The newest publication that the page of the releases shows. */
const lastOf = async (editor: Editor): Promise<number> =>
  Math.max(...(await editor.get<DeskRelease[]>('/releases')).map(({ publication }) => publication ?? 0));

onEngines('publishing a release', (engine) => {
  it('is answered before the training, which everybody can follow, and is recorded once it is live', async () => {
    const { startServices, letGo } = holdService('train');
    const server = await openServer(await engine.freshConfig(), { startServices });
    const edie = await server.person('Edie', 'editor');
    const kim = await server.person('Kim', 'supervisor');
    const number = await server.imports(CHANGED);
    const begun = await edie.ask(`/releases/${number}/publish`, { note: 'One hour more' });
    expect(begun.json()).toMatchObject({ run: { actor: 'Edie', release: number, outcome: null } });
    const training = { actor: 'Edie', release: number, step: 'training', outcome: null };
    await expect.poll(() => runOf(kim)).toMatchObject(training);
    expect(await liveOf(kim)).toBe(1);
    expect(await auditOf(kim)).toEqual([]);

    letGo();
    expect(await kim.finished()).toEqual({ kind: 'published', release: number });
    expect(await liveOf(kim)).toBe(number);
    expect(await auditOf(kim)).toMatchObject([
      { actor: 'Edie', action: 'published a release', target: String(number), detail: 'One hour more' },
    ]);
    await expect.poll(() => server.says(QUESTION)).toContain(CHANGED);

    expect(await kim.publishesRelease(1, { note: 'Back' })).toEqual({ kind: 'published', release: 1 });
    await expect.poll(() => server.says(QUESTION)).toContain(SHIPPED);
  });

  it('is done by one editor at a time, whether it is the draft or a release', async () => {
    const { startServices, letGo } = holdService('train');
    const server = await openServer(await engine.freshConfig(), { startServices });
    const edie = await server.person('Edie', 'editor');
    const kim = await server.person('Kim', 'supervisor');
    const number = await server.imports(CHANGED);
    await edie.says('Twelve hours.');
    const presses = [edie, edie, kim].map((editor) => editor.publishesRelease(number));
    await expect.poll(() => runOf(kim)).toMatchObject({ step: 'training' });
    const busy = { refused: 409, error: { code: 'Busy' } };
    expect(await kim.publishesRelease(1)).toMatchObject(busy);
    expect(await edie.publishes()).toMatchObject(busy);

    letGo();
    const outcomes = await Promise.all(presses);
    const published = { kind: 'published', release: number };
    expect(outcomes.filter((outcome) => outcome !== null && 'kind' in outcome)).toEqual([published]);
    expect(await auditOf(kim)).toHaveLength(1);
  });

  it('does not undo what somebody else publishes during the training', async () => {
    const { startServices, letGo } = holdService('train');
    const config = await engine.freshConfig();
    const server = await openServer(config, { startServices });
    const kim = await server.person('Kim', 'supervisor');
    const [number, other] = [await server.imports(CHANGED), await server.imports('Twelve hours.')];
    await kim.ask(`/releases/${number}/publish`, { note: 'Better' });
    await expect.poll(() => runOf(kim)).toMatchObject({ step: 'training' });
    await elsewhere(config, ({ releases }) => publishAtOnce(releases, other));
    letGo();
    expect(await kim.finished()).toEqual({ kind: 'overtaken' });
    expect(await liveOf(kim)).toBe(other);
    expect(await auditOf(kim)).toEqual([]);
  });

  it('does not undo what somebody else has published since the page was loaded', async () => {
    const server = await openServer(await engine.freshConfig());
    const edie = await server.person('Edie', 'editor');
    const kim = await server.person('Kim', 'supervisor');
    const [number, other] = [await server.imports(CHANGED), await server.imports('Twelve hours.')];
    const stale = await lastOf(edie);
    expect(await kim.publishesRelease(other)).toMatchObject({ kind: 'published' });
    const overtaken = { refused: 409, error: { code: 'Overtaken' } };
    for (const each of [number, other, 1])
      expect(await edie.publishesRelease(each, { note: 'Mine', last: stale })).toMatchObject(overtaken);
    expect(await liveOf(kim)).toBe(other);
    expect(await lastOf(kim)).toBe(stale + 1);

    const seen = { note: 'Back, as agreed', last: await lastOf(edie) };
    expect(await edie.publishesRelease(1, seen)).toEqual({ kind: 'published', release: 1 });
  });

  it('publishes nothing if the server stops during the training, and the next one can publish it', async () => {
    const { startServices } = holdService('train');
    const config = await engine.freshConfig();
    const first = await openServer(config, { startServices });
    const number = await first.imports(CHANGED);
    await (await first.person('Edie', 'editor')).ask(`/releases/${number}/publish`, { note: 'Better' });
    await first.stop();
    expect(first.record.entries.filter(({ level }) => level >= levels.error)).toEqual([]);

    const kim = await (await openServer(config)).person('Kim', 'supervisor');
    expect(await runOf(kim)).toMatchObject({ release: number, outcome: { kind: 'failed' } });
    expect(await liveOf(kim)).toBe(1);
    expect(await kim.publishesRelease(number)).toEqual({ kind: 'published', release: number });
    expect(await auditOf(kim)).toMatchObject([{ actor: 'Kim' }]);
  });

  it('publishes nothing after others declared it dead, even if its server was only cut off', async () => {
    const config = await engine.freshConfig();
    const server = await openServer(config);
    const kim = await server.person('Kim', 'supervisor');
    const number = await server.imports(CHANGED);
    const at = server.clock.now();
    await elsewhere(config, async ({ publishRuns }) => {
      await publishRuns.begin({ id: 'cut off', actor: 'Edie', releaseNumber: number, at });
    });
    server.clock.advance(21_000);
    expect(await runOf(kim)).toMatchObject({ release: number, outcome: { kind: 'failed' } });

    await elsewhere(config, async ({ releases, publishRuns, scheduledPublications }) => {
      const last = await releases.currentPublication();
      const audit = { at, actor: 'Edie', action: 'published', target: '' };
      const ending = { run: { id: 'cut off', outcome: {} }, audit };
      const publication = { releaseNumber: number, actor: 'Edie', note: '', despite: undefined };
      const lost = { name: 'RunLost' };
      await expect(
        publishRuns.report('cut off', { step: 'publishing', done: 0, total: 0 }, at),
      ).rejects.toMatchObject(lost);
      await expect(
        releases.publishInRun(last, { ...publication, origin: 'person', at }, ending),
      ).rejects.toMatchObject(lost);
      const taken = { entries: [], phrases: [], follows: [] };
      const scheduled = { ...publication, dueAt: at, createdAt: at, basedOn: last, taken };
      await expect(scheduledPublications.add(scheduled, ending)).rejects.toMatchObject(lost);
    });
    expect(await liveOf(kim)).toBe(1);
    expect(await kim.schedule()).toEqual([]);
    expect(await auditOf(kim)).toEqual([]);
    expect(await kim.publishesRelease(number)).toEqual({ kind: 'published', release: number });
  });

  it('has failed if its server died and its clock was fast', async () => {
    const config = await engine.freshConfig();
    const server = await openServer(config);
    const kim = await server.person('Kim', 'supervisor');
    const number = await server.imports(CHANGED);
    const at = new Date(server.clock.now().getTime() + 30 * 60_000);
    const diesEarly = () =>
      elsewhere(config, async ({ publishRuns }) => {
        await publishRuns.begin({ id: crypto.randomUUID(), actor: 'Edie', releaseNumber: number, at });
      });
    await diesEarly();
    expect(await runOf(kim)).toMatchObject({ outcome: { kind: 'failed' } });
    await diesEarly();
    expect(await kim.publishesRelease(number)).toEqual({ kind: 'published', release: number });
  });

  it('has failed if its server was killed', async () => {
    const config = await engine.freshConfig();
    const server = await openServer(config);
    const kim = await server.person('Kim', 'supervisor');
    const number = await server.imports(CHANGED);
    const at = server.clock.now();
    await elsewhere(config, async ({ publishRuns }) => {
      await publishRuns.begin({ id: 'killed', actor: 'Edie', releaseNumber: number, at });
    });
    expect(await runOf(kim)).toMatchObject({ release: number, outcome: null });
    server.clock.advance(21_000);
    expect(await runOf(kim)).toMatchObject({ release: number, outcome: { kind: 'failed' } });
    expect(await kim.publishesRelease(number)).toEqual({ kind: 'published', release: number });
  });
});

onPostgres('two servers on one database', (engine) => {
  it('both follow a publication that one of them was asked for', async () => {
    const config = await engine.freshConfig();
    const { startServices, letGo } = holdService('train');
    const here = await openServer(config, { startServices });
    const there = await openServer({
      ...config,
      dataDir: await mkdtemp(join(inject('runFolder'), 'there-')),
    });
    const edie = await here.person('Edie', 'editor');
    const kim = await there.person('Kim', 'supervisor');
    const number = await here.imports(CHANGED);
    await edie.ask(`/releases/${number}/publish`, { note: 'Better' });
    const training = { actor: 'Edie', release: number, step: 'training', outcome: null };
    await expect.poll(() => runOf(kim)).toMatchObject(training);
    expect(await kim.publishesRelease(1)).toMatchObject({ refused: 409, error: { code: 'Busy' } });
    letGo();
    expect(await kim.finished()).toEqual({ kind: 'published', release: number });
    await expect.poll(() => there.says(QUESTION)).toContain(CHANGED);
  });
});

it('keeps the classifier in use if only texts change, even if what is stored is broken', async () => {
  const steps: number[] = [];
  const server = await openServer(
    { dataDir: await mkdtemp(join(inject('runFolder'), 'keeping-')) },
    { onProgress: (done) => void steps.push(done) },
  );
  const number = await server.imports(CHANGED);
  const files = (await readdir(server.place.dataDir)).filter((name) => name.startsWith('classifier-'));
  expect(files).toHaveLength(1);
  await elsewhere(server.place, async ({ releases }) => {
    for (const file of files) {
      await rm(join(server.place.dataDir, file));
      const key = file.replace(/^classifier-|\.bin$/g, '');
      expect(await releases.classifier(key)).toBeDefined();
      await releases.writeClassifier(key, Uint8Array.of(0), new Date());
    }
    await publishAtOnce(releases, number);
  });
  await expect.poll(() => server.says(QUESTION)).toContain(CHANGED);
  expect(steps).toEqual([]);
});

it('is blocked for an imported release that breaks an expected answer, but never for going back', async () => {
  const server = await open();
  const edie = await server.person('Edie', 'editor');
  const kim = await server.person('Kim', 'supervisor');
  const number = await server.imports('Half a day.');
  expect(await edie.publishesRelease(number, { note: 'Shorter' })).toMatchObject({
    kind: 'blocked',
    broken: [{ asked: EXPECTED }],
  });
  expect(await auditOf(kim)).toEqual([]);
  const despite = 'It is shorter.';
  expect(await edie.publishesRelease(number, { note: 'Shorter', despite })).toMatchObject({ refused: 403 });
  expect(await kim.publishesRelease(number, { note: 'Shorter', despite })).toMatchObject({
    kind: 'published',
  });
  expect(await kim.get('/releases')).toMatchObject([{ number, isCurrent: true, despite }, { number: 1 }]);
  expect(await auditOf(kim)).toMatchObject([
    {
      action: 'published a release despite',
      target: String(number),
      detail: 'Shorter (reason: It is shorter.)',
    },
  ]);
  expect(await kim.publishesRelease(1, { note: 'Again', despite })).toMatchObject({ kind: 'published' });
  expect(await kim.get('/releases')).toMatchObject([{ number }, { number: 1, despite: null }]);
});

it('fails for a release that this version cannot use, and is refused for one that does not exist', async () => {
  const server = await open();
  const kim = await server.person('Kim', 'supervisor');
  const number = await server.imports('[');
  expect(await kim.publishesRelease(number)).toEqual({
    kind: 'failed',
    message: 'This version of the bot can no longer use that release.',
  });
  expect(await liveOf(kim)).toBe(1);
  expect(await kim.publishesRelease(7)).toMatchObject({ refused: 404, error: { code: 'NotFound' } });
});
