import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Sides } from '#studio/workbench/protocol.ts';
import { createBench } from '#studio/publishing/bench.ts';
import { ServiceProcess } from '#studio/workbench/child-process.ts';
import { type StartServices, Workbench } from '#studio/workbench/workbench.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { servicesHere } from '../support/services-here.ts';
import { silent } from '../support/silent.ts';
import { documentsWith, published, withPhrase } from './small-documents.ts';

/** As in a server, but with normal priority, because a test waits for it. */
const processWith =
  ({ idleMs = 60_000 } = {}): StartServices =>
  (parts) =>
    new ServiceProcess({ ...parts, priority: getPriority(), idleMs });

/** The published classifier. */
const trainedDir = await mkdtemp(join(inject('runFolder'), 'workbench-'));
await loadClassifier(knowledgeOf(published), { dataDir: trainedDir, log: silent });

/** A separate workbench, on a machine that has the published classifier. */
async function openWorkbench(startServices = processWith()) {
  const dataDir = await mkdtemp(join(inject('runFolder'), 'workbench-'));
  await cp(trainedDir, dataDir, { recursive: true });
  const record = createRecordingLog();
  const workbench = new Workbench({
    dataDir,
    readClassifier: () => Promise.resolve(undefined),
    log: record.log,
    startServices,
  });
  const pids = (): number[] =>
    record.entries.flatMap(({ process: pid, msg }) => (msg.startsWith('started') ? [Number(pid)] : []));
  return { workbench, dataDir, pids };
}

async function ownWorkbench(startServices?: StartServices) {
  const opened = await openWorkbench(startServices);
  onTestFinished(() => opened.workbench.stop());
  return opened;
}

const nothingStored = {
  hasClassifier: () => Promise.resolve(false),
  writeClassifier: () => Promise.resolve(),
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the workbench', () => {
  let workbench: Workbench;
  let dataDir: string;
  beforeAll(async () => {
    ({ workbench, dataDir } = await openWorkbench());
    return () => workbench.stop();
  });

  test('finds the problems of documents, each at its field', async () => {
    expect(await workbench.check(published)).toEqual([]);
    const broken = documentsWith(
      (content) => (content['answers/torch.yaml'].answers[0]!.followUps = ['patch.list', 'gone']),
    );
    expect(await workbench.check(broken)).toEqual([
      {
        file: 'answers/torch.yaml',
        entry: 'torch.battery',
        field: 'followUps.2',
        message: 'No answer has the id "gone"; correct or remove it.',
      },
    ]);
    // Documents read before are remembered, whatever was wrong with them.
    expect(await workbench.check(published)).toEqual([]);
    expect(await workbench.check(broken)).toHaveLength(1);
  });

  test('finds the differences between releases', async () => {
    const after = documentsWith((content) => {
      content['answers/torch.yaml'].answers[0]!.short = 'Eleven hours.';
    });
    expect(await workbench.compare(published, after)).toMatchObject([
      { kind: 'changed', entry: 'answers/torch.yaml › answers › torch.battery', fields: ['short'] },
    ]);
  });

  test("is first quick and then exact with a draft, and leaves the published release's classifier in place", async () => {
    const cached = await readdir(dataDir);
    const sides: Sides = {
      published,
      draft: withPhrase('torch.battery', 'for how many hours is there light'),
    };
    expect(await workbench.prepare(sides)).toMatchObject({ kind: 'ready' });
    expect(await workbench.prepare(sides, { isExact: true })).toEqual({ kind: 'ready', isExact: true });
    expect(workbench.training).toBeUndefined();
    expect(await readdir(dataDir)).toEqual(cached);
  });

  test('hands over the classifier that it has trained, so that publishing need not train again', async () => {
    const { workbench: other } = await ownWorkbench();
    const draft = withPhrase('torch.battery', 'does it shine all night');
    const trained = await other.train(draft);
    if (trained.kind === 'unusable') throw new Error('The draft can be used.');
    const bytes = await other.classifier(trained.key);
    const dir = await mkdtemp(join(inject('runFolder'), 'trained-'));
    const shared = {
      has: () => Promise.resolve(true),
      read: (key: string) => Promise.resolve(key === trained.key ? bytes : undefined),
      write: () => Promise.resolve(),
    };
    const loaded = await loadClassifier(knowledgeOf(draft), { dataDir: dir, shared, log: silent });
    expect(loaded.trained).toBe(false);
  });

  test("takes the published release's classifier from the store if this machine has none", async () => {
    const { classifier } = await loadClassifier(knowledgeOf(published), { dataDir, log: silent });
    const asked: string[] = [];
    const other = new Workbench({
      dataDir: await mkdtemp(join(inject('runFolder'), 'workbench-')),
      readClassifier: (key) => {
        asked.push(key);
        return Promise.resolve(serialise(classifier as TrainedClassifier));
      },
      log: silent,
      startServices: processWith(),
    });
    onTestFinished(() => other.stop());
    expect(await other.prepare({ published, draft: published })).toEqual({ kind: 'ready', isExact: true });
    expect(asked).toHaveLength(1);
  });

  test('needs no training for a draft that changes only the text of an answer', async () => {
    const draft = documentsWith((content) => {
      content['answers/torch.yaml'].answers[0]!.short = 'Eleven hours.';
    });
    expect(await workbench.prepare({ published, draft })).toEqual({ kind: 'ready', isExact: true });
  });

  test('says why a draft cannot be used', async () => {
    const draft = documentsWith((content) => delete content['phrases/all.yaml']['torch.battery']);
    const unusable = {
      kind: 'unusable',
      side: 'draft',
      problems: [{ entry: 'torch.battery', file: 'answers/torch.yaml' }],
    };
    expect(await workbench.prepare({ published, draft })).toMatchObject(unusable);
    expect(await workbench.reread({ published, draft }, ['hello'])).toMatchObject(unusable);
  });

  test('groups the questions that the draft reads differently, and names the phrases that cause it', async () => {
    const phrases = ['when does the lantern go out', 'the lantern goes out so soon', 'lantern out of power'];
    const sides: Sides = { published, draft: withPhrase('torch.battery', ...phrases) };
    await workbench.prepare(sides, { isExact: true });
    const questions = [
      'tell me torch.battery',
      'when does the lantern go out',
      'tell me greeting',
      'the lantern goes out so soon',
    ];
    const reread = await workbench.reread(sides, questions);
    expect(reread).toMatchObject({
      isExact: true,
      groups: [
        {
          before: { certainty: 'unknown' },
          after: {
            certainty: 'sure',
            intents: ['torch.battery'],
            titles: ['How long does the torch shine?'],
          },
          questions: [1, 3],
          pulledBy: [
            { text: phrases[0], intent: 'torch.battery', count: 1 },
            { text: phrases[1], intent: 'torch.battery', count: 1 },
          ],
        },
      ],
    });
  });

  test('chats with both sides, and explains how each understood', async () => {
    const draft = documentsWith((content) => {
      content['answers/torch.yaml'].answers[0]!.short = 'Eleven hours.';
    });
    const chat = await workbench.chat({ published, draft }, [
      'How long does the torch shine?',
      'tell me thankz',
    ]);
    if ('kind' in chat) throw new Error('The draft can be used.');
    const [opening, answer, thanks] = chat.turns;
    expect(chat.isExact).toBe(true);
    expect(opening).toMatchObject({ text: '', draft: { readings: [] } });
    expect(answer?.published.replies[0]?.text).toContain('Ten hours.');
    expect(answer?.draft.replies[0]?.text).toContain('Eleven hours.');
    expect(answer).toMatchObject({
      text: 'How long does the torch shine?',
      draft: {
        readings: [{ intent: 'torch.battery', title: 'How long does the torch shine?', rule: 'title' }],
      },
    });
    expect(thanks?.draft.readings).toMatchObject([
      { intent: 'thanks', corrections: [{ from: 'thankz', to: 'thanks' }] },
    ]);
    expect(thanks?.draft.readings[0]?.nearPhrases[0]).toMatchObject({
      text: 'tell me thanks',
      intent: 'thanks',
      similarity: expect.closeTo(1) as number,
    });
  });

  test("asks the draft's expected answers, and those that fail also of the published release", async () => {
    const draft = documentsWith((content) => {
      content['answers/torch.yaml'].answers[0]!.short = 'Eleven hours.';
      content['expected/all.yaml'] = {
        conversations: ['Ten', 'Eleven', 'Twelve'].map((hours) => ({
          id: hours.toLowerCase(),
          title: `${hours} hours`,
          turns: [
            {
              say: 'How long does the torch shine?',
              expect: { answer: 'torch.battery', says: [hours] },
            },
          ],
        })),
      };
    });
    const failing = { document: 'expected/all.yaml', passed: false };
    expect(await workbench.judgeExpected({ published, draft })).toMatchObject({
      isExact: true,
      total: 3,
      broken: [{ ...failing, id: 'ten' }],
      failingBefore: [{ ...failing, id: 'twelve' }],
    });
  });

  test('stops training a draft that has changed in the meantime', async () => {
    const first = workbench.prepare(
      { published, draft: withPhrase('torch.battery', 'is it long') },
      { isExact: true },
    );
    const second = workbench.prepare(
      { published, draft: withPhrase('torch.battery', 'is it very long') },
      { isExact: true },
    );
    await expect(first).rejects.toMatchObject({ code: 'Superseded' });
    expect(await second).toEqual({ kind: 'ready', isExact: true });
  });

  test('judges and rereads a draft exactly when it is to be published, however quickly it was tried', async () => {
    const { workbench: other } = await ownWorkbench(servicesHere);
    const bench = createBench(other, nothingStored, () => new Date());
    const [judged, reread] = ['is the light long', 'is the beam long'].map((phrase) => ({
      published,
      draft: withPhrase('torch.battery', phrase),
    }));
    await other.prepare(judged!);
    expect(await bench.judge(judged!)).toMatchObject({ isExact: true });
    await other.prepare(reread!);
    expect(await bench.reread(reread!, ['hello'])).toMatchObject({ isExact: true });
  });
});

describe('the process of the workbench', () => {
  test('is a single process, started when first needed', async () => {
    const { workbench, pids } = await ownWorkbench();
    expect(pids()).toEqual([]);
    await Promise.all([
      workbench.check(published),
      workbench.compare(published, published),
      workbench.check(published),
    ]);
    expect(pids()).toHaveLength(1);
  });

  test('is restarted after a crash; waiting callers get an error', async () => {
    const { workbench, pids } = await ownWorkbench();
    await workbench.check(published);
    const waiting = workbench.prepare(
      { published, draft: withPhrase('greeting', 'ahoy') },
      { isExact: true },
    );
    process.kill(pids()[0]!, 'SIGKILL');
    await expect(waiting).rejects.toMatchObject({
      code: 'Crashed',
      message: 'The work was interrupted. Please try again.',
    });
    expect(await workbench.reread({ published, draft: published }, ['hello'])).toMatchObject({ groups: [] });
    expect(pids()).toHaveLength(2);
  });

  test('ends when it is not needed, and is restarted when it is', async () => {
    const { workbench, pids } = await ownWorkbench(processWith({ idleMs: 1 }));
    await workbench.check(published);
    await expect.poll(() => isAlive(pids()[0]!)).toBe(false);
    expect(await workbench.check(published)).toEqual([]);
  });

  test('ends with the server; waiting callers get an error', async () => {
    const { workbench, pids } = await ownWorkbench();
    await workbench.check(published);
    const waiting = workbench.prepare(
      { published, draft: withPhrase('greeting', 'ahoy') },
      { isExact: true },
    );
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'Stopping' }), workbench.stop()]);
    expect(isAlive(pids()[0]!)).toBe(false);
    await expect(workbench.check(published)).rejects.toMatchObject({ code: 'Stopping' });
  });
});
