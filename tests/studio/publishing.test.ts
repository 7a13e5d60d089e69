import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { DeskRelease, DeskReleaseChanges, DeskReleaseDifferences } from '#desk/releases/wire.ts';
import type { StudioQuestions, StudioRun, StudioSchedule } from '#desk/studio/publishing/wire.ts';
import type { StudioKey, StudioOverview, StudioSaved } from '#desk/studio/wire.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import { visit } from '../channels/directline/harness.ts';
import { onEngines, onPostgres } from '../store/engines.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { failingService, holdService } from '../support/services-here.ts';
import {
  BATTERY,
  CHANGED,
  elsewhere,
  EXPECTED,
  LANTERN,
  openServer,
  PHRASES,
  QUESTION,
  SHIPPED,
} from './publishing-server.ts';

/** Phrases that change how questions about a lantern are read. */
const LANTERNS = ['when does the lantern go out', 'the lantern goes out so soon', 'lantern out of power'];

onEngines('publishing the draft', (engine) => {
  it('makes it answer customers, removes its changes from the draft, and records who changed what', async () => {
    const { says, person: personOf } = await openServer(await engine.freshConfig());
    const edie = await personOf('Edie', 'editor');
    const kim = await personOf('Kim', 'supervisor');
    expect(await says(QUESTION)).toContain(SHIPPED);
    await edie.says(CHANGED);
    expect(await kim.publishes({ note: 'One hour more' })).toEqual({ kind: 'published', release: 2 });
    await expect.poll(() => says(QUESTION)).toContain(CHANGED);
    expect(await edie.entry(BATTERY)).toMatchObject({ state: 'published', updatedBy: null });
    expect(await edie.history(BATTERY)).toMatchObject({
      changes: [
        {
          release: 2,
          editors: ['Edie'],
          note: 'One hour more',
          fields: [{ field: 'short', before: SHIPPED, after: CHANGED }],
        },
      ],
    });
    const [release] = await kim.get<DeskRelease[]>('/releases');
    expect(release).toMatchObject({
      number: 2,
      isCurrent: true,
      figures: { answers: 2, expected: 1, expectedHeld: 1 },
    });
    expect(await kim.publishes()).toMatchObject({ refused: 409, error: { code: 'Unchanged' } });
  });

  it('is not undone by an editor who had the entry open and has not seen it', async () => {
    const { imports, person: personOf } = await openServer(await engine.freshConfig());
    const [edie, kim] = [await personOf('Edie', 'editor'), await personOf('Kim', 'supervisor')];
    const { content, version } = await edie.entry(BATTERY);
    const saves = async (from: string): Promise<StudioSaved> => {
      const wanted = { ...(content as object), detail: 'Ten to twelve.' };
      return (
        await edie.ask('/studio/save', { ...BATTERY, content: wanted, version: from })
      ).json() as StudioSaved;
    };
    expect(await kim.publishesRelease(await imports(CHANGED))).toMatchObject({ kind: 'published' });
    expect(await saves(version)).toMatchObject({
      isSaved: false,
      entry: { state: 'published', content: { short: CHANGED } },
    });
    expect(await kim.publishesRelease(1)).toMatchObject({ kind: 'published' });
    expect(await saves(version)).toMatchObject({ isSaved: true, entry: { content: { short: SHIPPED } } });
  });

  it('writes every text exactly as it was typed', async () => {
    const { person: personOf } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    const random = seededRandom(7);
    const parts = [
      ': ',
      '- ',
      '# ',
      '&a ',
      '*',
      '! ',
      '|',
      '> ',
      '%',
      "'",
      '"',
      '\\',
      '{',
      '\t',
      '\r\n',
      '\n',
    ];
    const words = [' \n \n', '\n  ', 'torch ', 'a word, ', '---', 'null', '😀', ...parts];
    const typed = (): string =>
      `x${Array.from({ length: 60 }, () => words[Math.floor(random() * words.length)]).join('')}x`;
    const steps = Array.from({ length: 40 }, typed);
    const [detail, short] = [typed(), CHANGED];
    await kim.changes(BATTERY, (content: object) => ({
      ...content,
      short,
      detail,
      steps: [...steps, 'two\n '],
    }));
    const { content } = await kim.entry(BATTERY);
    expect(await kim.publishes()).toMatchObject({ kind: 'published' });
    expect(await kim.entry(BATTERY)).toMatchObject({ state: 'published', content });
  });

  it('publishes translations, which customers of that language get, without training', async () => {
    const { says, person: personOf } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    const es = { question: '¿Cuánto dura la linterna?', label: 'Pila', short: 'Diez horas.' };
    await kim.changes(BATTERY, (content: object) => ({ ...content, translations: { es } }));
    const { changes, training } = await kim.verdict();
    expect({ training, changes }).toMatchObject({
      training: null,
      changes: [{ fields: [{ field: 'translations', after: expect.stringContaining(es.short) as string }] }],
    });
    expect(await kim.publishes()).toMatchObject({ kind: 'published' });
    await expect.poll(() => says(QUESTION, 'es')).toContain(es.short);
    expect(await says(QUESTION)).toContain(SHIPPED);
  });

  it('can publish after the last language was removed', async () => {
    const { person: personOf } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    await kim.changes({ document: 'languages.yaml', kind: 'language', id: 'es' }, () => null);
    expect(await kim.publishes()).toMatchObject({ kind: 'published' });
  });

  it('can give an entry the name of one that is removed', async () => {
    const { person: personOf } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    const device = { document: 'vocabulary.yaml', kind: 'device' } as const;
    await kim.changes({ ...device, id: 'Lamp' }, (content: object) => ({ ...content, name: 'Lantern' }));
    await kim.changes({ ...device, id: 'Lantern' }, () => null);
    expect(await kim.publishes()).toMatchObject({ kind: 'published' });
    expect((await kim.entry({ ...device, id: 'Lantern' })).content).toMatchObject({ description: 'a lamp' });
  });

  it('is refused if somebody has changed the draft since its checks', async () => {
    const { says, person: personOf } = await openServer(await engine.freshConfig());
    const edie = await personOf('Edie', 'editor');
    const kim = await personOf('Kim', 'supervisor');
    await kim.says(CHANGED);
    const seen = await kim.verdict();
    await edie.says('Half a day, unless');
    const stale = { note: 'One hour more', version: seen.version };
    const refusal = { refused: 409, error: { code: 'DraftChanged' } };
    expect(await kim.publishes(stale)).toMatchObject(refusal);
    expect(await kim.publishes({ ...stale, despite: 'It is shorter.' })).toMatchObject(refusal);
    expect(await says(QUESTION)).toContain(SHIPPED);

    await edie.says('Twelve hours.');
    const { version } = await kim.verdict();
    expect(await kim.publishes({ ...stale, version })).toEqual({ kind: 'published', release: 2 });
  });

  it('is done by one editor at a time', async () => {
    const { startServices, letGo } = holdService('train');
    const { person: personOf } = await openServer(await engine.freshConfig(), { startServices });
    const edie = await personOf('Edie', 'editor');
    const kim = await personOf('Kim', 'editor');
    await edie.says(CHANGED);
    const answers = await Promise.all(
      [edie, kim].map((editor) => editor.ask('/studio/publish', { note: 'Better' })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json()).toMatchObject({ error: { code: 'Busy' } });
    expect(await edie.publishes()).toMatchObject({ refused: 409 });
    letGo();
  });

  it('starts again if the server that ran it has died', async () => {
    const { publishRuns } = await engine.open(await engine.freshConfig());
    const at = (second: number): Date => new Date(second * 1000);
    const begins = (id: string, second: number): Promise<boolean> =>
      publishRuns.begin({ id, actor: 'Kim', at: at(second) });
    expect(await begins('one', 100)).toBe(true);
    expect(await begins('two', 110)).toBe(false);
    expect(await begins('three', 121)).toBe(true);
    const report = publishRuns.report('one', { step: 'training', done: 1, total: 6 }, at(122));
    await expect(report).rejects.toMatchObject({ name: 'RunLost' });
    expect(await publishRuns.newest()).toMatchObject({ id: 'three', step: 'checking' });
  });

  it('leaves changes that were saved in the meantime in the draft', async () => {
    const { startServices, letGo } = holdService('train');
    const { person: personOf } = await openServer(await engine.freshConfig(), { startServices });
    const edie = await personOf('Edie', 'editor');
    await edie.says(CHANGED);
    await edie.ask('/studio/publish', { note: 'Better' });
    await edie.says('Twelve hours.');
    expect(await edie.publishes({ note: 'Waits' })).toMatchObject({ refused: 409 });
    letGo();
    expect(await edie.finished()).toMatchObject({ kind: 'published' });
    const { state, content, isOverdue } = await edie.entry(BATTERY);
    expect({ state, content, isOverdue }).toMatchObject({
      state: 'changed',
      content: { short: 'Twelve hours.' },
      isOverdue: false,
    });
  });

  it('leaves changes to a renamed entry in the draft under its new name', async () => {
    const { startServices, letGo } = holdService('train');
    const { person: personOf } = await openServer(await engine.freshConfig(), { startServices });
    const kim = await personOf('Kim', 'supervisor');
    const lamp: StudioKey = { document: 'vocabulary.yaml', kind: 'device', id: 'Lamp' };
    const saves = (fields: object) => kim.changes(lamp, (content: object) => ({ ...content, ...fields }));
    await saves({ name: 'Desk lamp' });
    await kim.ask('/studio/publish', { note: 'Better' });
    await saves({ description: 'a lamp for desks' });
    letGo();
    expect(await kim.finished()).toMatchObject({ kind: 'published' });
    const { entries } = await kim.get<StudioOverview>('/studio');
    expect(entries.filter(({ id, title }) => id === 'Lamp' || title === 'Desk lamp')).toMatchObject([
      { id: 'Desk lamp', state: 'changed', problems: 0 },
    ]);
    expect(await kim.entry({ ...lamp, id: 'Desk lamp' })).toMatchObject({
      content: { name: 'Desk lamp', description: 'a lamp for desks' },
      isOverdue: false,
    });
  });

  it('publishes an earlier release again if it equals the draft, with the new note and an unchanged history', async () => {
    const { startServices, letGo } = holdService('verdict');
    const { place, person: personOf } = await openServer(await engine.freshConfig(), { startServices });
    const kim = await personOf('Kim', 'supervisor');
    const made = { author: 'Edie', note: 'Made by Edie' };
    await elsewhere(place, async ({ releases }) => {
      const documents = new Map(await releases.documents(1));
      // As the studio writes it.
      const text = (documents.get(BATTERY.document) ?? '')
        .replace(/about:\s+app: Torch/, 'about: {app: Torch}')
        .replace(/followUps:\s+- patch.list/, 'followUps: [patch.list]');
      for (const short of [SHIPPED, CHANGED]) {
        documents.set(BATTERY.document, text.replace(SHIPPED, short));
        await publishAtOnce(releases, await releases.add({ documents, ...made, at: new Date() }));
      }
    });
    await kim.says(SHIPPED);
    const note = 'Back, it was wrong';
    await kim.ask('/studio/publish', { note });
    // Saved while the other change is being published.
    await kim.says('Twelve hours.');
    letGo();
    expect(await kim.finished()).toEqual({ kind: 'published', release: 2 });
    expect(await kim.get('/releases')).toMatchObject([
      { number: 3, ...made, isCurrent: false, publishedBy: 'Lou', publishedNote: '' },
      { number: 2, ...made, isCurrent: true, publishedBy: 'Kim', publishedNote: note },
      { number: 1 },
    ]);
    expect(await kim.history(BATTERY)).toEqual({ changes: [] });
    expect(await kim.entry(BATTERY)).toMatchObject({ state: 'changed', isOverdue: false });
  });

  it('waits until the scheduled time, and is held if somebody has published in the meantime', async () => {
    const { says, person: personOf, clock } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    await kim.says(CHANGED);
    // 09:00 UTC is 10:00 in Berlin.
    expect(await kim.publishes({ note: 'Later', at: '2026-03-02T11:00' })).toMatchObject({
      kind: 'scheduled',
      at: '2026-03-02T10:00:00.000Z',
    });
    await kim.says('Twelve hours.');
    expect(await kim.publishes({ note: 'Later still', at: '2026-03-02T12:00' })).toMatchObject({
      kind: 'scheduled',
    });
    const { publication, timeZone } = await kim.get<StudioRun>('/studio/publish');
    expect(timeZone).toBe('Europe/Berlin');
    clock.advance(3_600_000);
    await expect.poll(() => says(QUESTION)).toContain(CHANGED);
    // Pages that are open notice it by this number.
    expect(await kim.get<StudioRun>('/studio/publish')).toMatchObject({ publication: publication + 1 });
    expect(await kim.publishesRelease(1, { note: 'Back' })).toMatchObject({ kind: 'published' });
    clock.advance(3_600_000);
    const states = async () => (await kim.schedule()).map(({ release, state }) => [release, state]);
    await expect.poll(states).toEqual([
      [3, 'held'],
      [2, 'published'],
    ]);
    await expect.poll(() => says(QUESTION)).toContain(SHIPPED);
  });

  it('publishes a scheduled release and then a later one in which its change goes on', async () => {
    const { says, person: personOf, clock } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    await kim.says(CHANGED);
    await kim.publishes({ note: 'First', at: '2026-03-02T11:00' });
    await kim.says('Twelve hours.');
    await kim.publishes({ note: 'Second', at: '2026-03-02T12:00' });
    clock.advance(3_600_000);
    await expect.poll(() => says(QUESTION)).toContain(CHANGED);
    clock.advance(3_600_000);
    await expect.poll(() => says(QUESTION)).toContain('Twelve hours.');
  });

  it('holds a later scheduled release that lacks a change of an earlier one', async () => {
    const { says, person: personOf, clock } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    await kim.says(CHANGED);
    await kim.publishes({ note: 'First', at: '2026-03-02T11:00' });
    await kim.ask('/studio/discard', { ...BATTERY, version: (await kim.entry(BATTERY)).version });
    await kim.changes(LANTERN, (content: object) => ({ ...content, description: 'a bright lantern' }));
    await kim.publishes({ note: 'Second', at: '2026-03-02T12:00' });
    clock.advance(3_600_000);
    await expect.poll(() => says(QUESTION)).toContain(CHANGED);
    clock.advance(3_600_000);
    await expect
      .poll(async () => (await kim.schedule())[0])
      .toMatchObject({
        release: 3,
        state: 'held',
        problem: expect.stringContaining('release 2') as string,
      });
    expect(await says(QUESTION)).toContain(CHANGED);
    const { entries } = await kim.get<{ entries: object[] }>('/audit');
    expect(entries).toEqual(
      expect.arrayContaining(
        [
          { action: 'scheduled the draft', target: '2', detail: '2026-03-02T10:00:00.000Z First' },
          { action: 'published as scheduled', target: '2', detail: 'First' },
          {
            action: 'could not publish as scheduled',
            target: '3',
            detail: 'Kim has since published release 2, which this one would undo.',
          },
        ].map((entry): object => expect.objectContaining({ actor: 'Kim', ...entry }) as object),
      ),
    );
  });

  it('says so if the changes of a scheduled release go live before its time', async () => {
    const { says, person: personOf, clock } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    const edie = await personOf('Edie', 'editor');
    await kim.says(CHANGED);
    await kim.publishes({ note: 'First', at: '2026-03-02T11:00' });
    await edie.changes(LANTERN, (content: object) => ({ ...content, description: 'a bright lantern' }));
    await edie.publishes({ note: 'Second', at: '2026-03-02T12:00' });
    await edie.changes(LANTERN, (content: object) => ({ ...content, description: 'a very bright lantern' }));
    expect(await edie.publishes({ note: 'Now' })).toEqual({ kind: 'published', release: 4 });
    const settled = [3, 2].map((release): object => ({
      release,
      state: 'included',
      problem: 'Its changes went live early, with release 4.',
    }));
    expect(await kim.schedule()).toMatchObject(settled);
    clock.advance(2 * 3_600_000);
    expect(await kim.schedule()).toMatchObject(settled);
    await expect.poll(() => says(QUESTION)).toContain(CHANGED);
  });

  it('does not schedule the same draft twice', async () => {
    const { person: personOf } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    await kim.says(CHANGED);
    await kim.publishes({ note: 'Later', at: '2026-03-02T11:00' });
    expect(await kim.publishes({ note: 'Again', at: '2026-03-02T12:00' })).toMatchObject({
      refused: 409,
      error: {
        code: 'AlreadyScheduled',
        message: 'The draft is already scheduled as release 2. To choose another time, cancel that first.',
      },
    });
    const [waiting] = await kim.schedule();
    await kim.ask(`/studio/scheduled/${waiting?.id}/cancel`);
    const later = await kim.publishes({ note: 'Again', at: '2026-03-02T12:00' });
    expect(later).toMatchObject({ kind: 'scheduled', release: 2 });
  });

  it('gives a scheduled release that cannot be published five minutes before it counts as failed', async () => {
    const { startServices, fails } = failingService('train');
    const {
      record,
      person: personOf,
      clock,
    } = await openServer(await engine.freshConfig(), { startServices });
    const kim = await personOf('Kim', 'supervisor');
    const newest = async () => (await kim.schedule())[0];
    const failures = () =>
      record.entries.filter(({ msg }) => msg === 'could not publish a scheduled release yet').length;
    const failsAfter = async (milliseconds: number): Promise<void> => {
      const before = failures();
      clock.advance(milliseconds);
      await expect.poll(failures).toBeGreaterThan(before);
    };
    await kim.says(CHANGED);
    await kim.publishes({ note: 'Later', at: '2026-03-02T11:00' });
    fails(true);
    await failsAfter(3_600_000);
    await failsAfter(4 * 60_000);
    expect(await newest()).toMatchObject({ state: 'waiting' });
    fails(false);
    clock.advance(10_000);
    await expect.poll(newest).toMatchObject({ release: 2, state: 'published' });

    await kim.says('Twelve hours.');
    await kim.publishes({ note: 'Later still', at: '2026-03-02T13:00' });
    fails(true);
    await failsAfter(2 * 3_600_000);
    clock.advance(5 * 60_000);
    await expect.poll(newest).toMatchObject({ release: 3, state: 'failed' });
    const { entries } = await kim.get<{ entries: object[] }>('/audit');
    expect(entries[0]).toMatchObject({ action: 'could not publish as scheduled', target: '3' });
  });

  it('does not schedule a release if others publish in the meantime, and says so', async () => {
    const { place, person: personOf } = await openServer(await engine.freshConfig());
    const kim = await personOf('Kim', 'supervisor');
    // The training takes longer than the other publication.
    await kim.changes(PHRASES, (phrases: string[]) => [...phrases, 'when is my torch empty']);
    await elsewhere(place, async ({ releases }) => {
      const begun = await kim.ask('/studio/publish', { note: 'Later', at: '2026-03-02T11:00' });
      expect(begun.status).toBe(200);
      await publishAtOnce(releases, 1);
    });
    expect(await kim.finished()).toEqual({ kind: 'overtaken' });
    expect(await kim.schedule()).toEqual([]);
    expect(await kim.entry(PHRASES)).toMatchObject({ state: 'changed' });
  });

  it('keeps the most recently used classifiers', async () => {
    const { releases } = await engine.open(await engine.freshConfig());
    const at = (minute: number): Date => new Date(minute * 60_000);
    for (let key = 1; key <= 6; key += 1)
      await releases.writeClassifier(String(key), new Uint8Array([key]), at(key));
    expect(await releases.hasClassifier('1', at(7))).toBe(true);
    await releases.writeClassifier('7', new Uint8Array([7]), at(8));
    const kept = await Promise.all(['1', '2', '3', '7'].map((key) => releases.classifier(key)));
    expect(kept.map((bytes) => bytes?.length)).toEqual([1, undefined, 1, 1]);
  });
});

onPostgres('two servers on one database', (engine) => {
  it('both show the questions of a verdict, once each has checked the draft', async () => {
    const config = await engine.freshConfig();
    const here = await openServer(config);
    const there = await openServer({
      ...config,
      dataDir: await mkdtemp(join(inject('runFolder'), 'there-')),
    });
    const edie = await here.person('Edie', 'editor');
    const kim = await there.person('Kim', 'editor');
    const customer = await visit(here.url);
    await customer.say('lantern out of power');
    await edie.changes(PHRASES, (phrases: string[]) => [...phrases, ...LANTERNS]);
    const { version, behaviour } = await edie.verdict();
    const path = `/studio/verdict/questions?version=${version}&group=${behaviour?.groups[0]?.id}`;
    expect(await kim.get(path)).toMatchObject({ error: { code: 'Unfinished' } });
    await expect
      .poll(() => kim.get(path))
      .toMatchObject({ questions: [{ parts: expect.anything() as object }] });

    await edie.says(CHANGED);
    expect(await kim.get(path)).toMatchObject({ questions: [{}] });
    await kim.verdict();
    expect(await kim.get(path)).toMatchObject({ error: { code: 'Superseded' } });
  });
});

describe('publishing', () => {
  const open = async () => openServer({ dataDir: await mkdtemp(join(inject('runFolder'), 'publishing-')) });

  it('is refused while there are problems, and names them', async () => {
    const { person: personOf } = await open();
    const edie = await personOf('Edie', 'editor');
    await edie.changes(BATTERY, (content: object) => ({ ...content, source: 'hearsay' }));
    expect(await edie.publishes()).toMatchObject({
      refused: 409,
      error: { code: 'HasProblems', message: expect.stringContaining('answers/torch.yaml') as string },
    });
  });

  it('is blocked by an expected answer that it breaks, unless a supervisor gives a reason', async () => {
    const { person: personOf } = await open();
    const edie = await personOf('Edie', 'editor');
    const kim = await personOf('Kim', 'supervisor');
    await edie.says('Half a day.');
    const broken = [
      expect.objectContaining({ id: 'battery', asked: EXPECTED, wanted: expect.any(String) as string }),
    ];
    expect((await edie.verdict()).expected).toMatchObject({ total: 1, broken, failingBefore: [] });
    expect(await edie.publishes()).toEqual({ kind: 'blocked', broken });
    expect(await edie.publishes({ note: 'Better', despite: 'It is shorter.' })).toMatchObject({
      refused: 403,
    });
    expect(await kim.publishes({ note: 'Better', despite: 'It is shorter.' })).toMatchObject({
      kind: 'published',
    });
    const [release] = await kim.get<DeskRelease[]>('/releases');
    expect(release).toMatchObject({ despite: 'It is shorter.', figures: { expected: 1, expectedHeld: 0 } });
    const audit = await kim.get<{ entries: object[] }>('/audit');
    expect(audit.entries).toContainEqual(
      expect.objectContaining({
        action: 'published the draft despite',
        detail: 'Better (reason: It is shorter.)',
      }),
    );
  });

  it('shows in advance what would change: the texts, and how recent questions are read', async () => {
    const { url, person: personOf } = await open();
    const edie = await personOf('Edie', 'editor');
    const customer = await visit(url);
    await customer.say('lantern out of power');
    await edie.changes(PHRASES, (phrases: string[]) => [...phrases, ...LANTERNS]);
    const verdict = await edie.verdict();
    expect(verdict.failure).toBeNull();
    expect(verdict.changes).toMatchObject([
      {
        ...PHRASES,
        state: 'changed',
        editors: ['Edie'],
        fields: [{ before: null, after: LANTERNS.join('\n') }],
      },
    ]);
    expect(verdict.behaviour).toMatchObject({ read: 1, groups: [{ count: 1 }] });
    expect(verdict.behaviour?.groups[0]?.pulledBy[0]?.text).toContain('lantern');
    const [group] = verdict.behaviour?.groups ?? [];
    const { questions } = await edie.get<StudioQuestions>(
      `/studio/verdict/questions?version=${verdict.version}&group=${group?.id}`,
    );
    const texts = questions.map(({ parts }) => parts.map(({ text }) => text).join(''));
    expect(texts).toEqual(['lantern out of power']);
  });

  it('compares any two releases, text by text, and says who changed what', async () => {
    const { person: personOf } = await open();
    const edie = await personOf('Edie', 'editor');
    await edie.says(CHANGED);
    await edie.publishes();
    const { differences } = await edie.get<DeskReleaseDifferences>('/releases/1/differences?with=2');
    expect(differences).toMatchObject([
      { kind: 'changed', changes: [{ field: 'short', before: CHANGED, after: SHIPPED }] },
    ]);
    const { changes } = await edie.get<DeskReleaseChanges>('/releases/2/changes');
    expect(changes).toMatchObject([{ ...BATTERY, editors: ['Edie'] }]);
  });

  it('can be cancelled while it is scheduled, and cannot be scheduled in the past', async () => {
    const { person: personOf } = await open();
    const edie = await personOf('Edie', 'editor');
    await edie.says(CHANGED);
    expect(await edie.publishes({ note: 'Late', at: '2026-03-02T09:59' })).toMatchObject({ refused: 400 });
    expect(await edie.publishes({ note: 'Never', at: '2026-03-29T02:30' })).toMatchObject({
      refused: 400,
      error: {
        message: 'The clocks go forward that night: there is no 02:30 on 29 March 2026. Choose another time.',
      },
    });
    await edie.publishes({ note: 'Later', at: '2026-03-02T11:00' });
    const { scheduled, timeZone } = await edie.get<StudioSchedule>('/studio/scheduled');
    expect(timeZone).toBe('Europe/Berlin');
    const { id = '' } = scheduled[0] ?? {};
    const cancelled = await edie.ask(`/studio/scheduled/${id}/cancel`);
    expect((cancelled.json() as StudioSchedule).scheduled).toMatchObject([{ state: 'cancelled' }]);
    expect((await edie.ask(`/studio/scheduled/${id}/cancel`)).status).toBe(409);
    expect(await edie.entry(BATTERY)).toMatchObject({ state: 'changed' });
  });
});
