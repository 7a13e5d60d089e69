import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadClassifier, trainingTask } from '#training/load-classifier.ts';
import { trainApart } from '#training/train-apart.ts';
import { load, smallContent } from '../knowledge/small-knowledge.ts';
import { createRecordingLog, levels } from '../support/recording-log.ts';

const knowledge = await load(smallContent());

let dataDir: string;
/** A folder with the classifier of the knowledge, for tests that begin with one. */
let trainedDir: string;
beforeAll(async () => {
  trainedDir = await mkdtemp(join(tmpdir(), 'classifier-'));
  await loading(trainedDir);
  return () => rm(trainedDir, { recursive: true });
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'classifier-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Puts the trained classifier in the data folder. @returns the file of it */
async function startTrained(): Promise<string> {
  await cp(trainedDir, dataDir, { recursive: true });
  return cacheFile();
}

/** Loads the classifier, and returns its progress and warnings too. */
async function loading(dir = dataDir, content = knowledge) {
  const record = createRecordingLog();
  const progress: string[] = [];
  const { classifier, trained } = await loadClassifier(content, {
    dataDir: dir,
    log: record.log,
    onProgress: (done, total, what) => progress.push(`${done}/${total} ${what}`),
  });
  const warnings = record.entries.filter(({ level }) => level === levels.warn).map(({ msg }) => msg);
  return { classifier, trained, progress, warnings };
}

/** The ids of the running processes of `trainApart`. */
async function trainingProcesses(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [id, parent, state = '', ...command] = line.trim().split(/\s+/);
    const isOurs = Number(parent) === process.pid && command.join(' ').includes('training-process.ts');
    return isOurs && !state.startsWith('Z') ? [Number(id)] : [];
  });
}

const cacheFile = async (): Promise<string> => {
  const [name, ...others] = await readdir(dataDir);
  expect(others).toEqual([]);
  return join(dataDir, name!);
};

describe('the classifier', () => {
  it('is trained at the first start, with progress, and only loaded at the second', async () => {
    const first = await loading();
    expect(first.trained).toBe(true);
    expect(first.progress.length).toBeGreaterThan(1);
    const total = Number(first.progress[0]?.split(/[/ ]/)[1]);
    expect(first.progress.map((step) => Number(step.split('/')[0]))).toEqual(
      Array.from({ length: total }, (_, at) => at + 1),
    );

    const second = await loading();
    expect(second).toMatchObject({ trained: false, progress: [], warnings: [] });
    const line = 'ask for torch.battery';
    expect(second.classifier.classify(line)).toEqual(first.classifier.classify(line));
    expect(second.classifier.thresholds).toEqual(first.classifier.thresholds);
  });

  it('is trained again after the knowledge has changed, and the older cache is removed', async () => {
    const before = await startTrained();
    const content = smallContent();
    content['phrases/all.yaml']['torch.battery']?.push('how long is the light on');
    const after = await loading(dataDir, await load(content));
    expect(after.trained).toBe(true);
    expect(await cacheFile()).not.toBe(before);
  });

  it('is the same when it is trained in a separate process, which reports its progress, too', async () => {
    const inThreads = await readFile(await startTrained());
    const steps: number[] = [];
    const bytes = await trainApart(trainingTask(knowledge), { onProgress: (done) => void steps.push(done) });
    expect(inThreads.includes(Buffer.from(bytes))).toBe(true);
    expect(steps.length).toBeGreaterThan(1);
  });

  it('is trained to the end when a service manager signals the separate process, which then ends', async () => {
    let signalled: readonly number[] = [];
    const onProgress = async (done: number): Promise<void> => {
      if (done !== 1) return;
      signalled = await trainingProcesses();
      for (const id of signalled) for (const signal of ['SIGINT', 'SIGTERM']) process.kill(id, signal);
    };
    await trainApart(trainingTask(knowledge), { onProgress });
    expect(signalled).toHaveLength(1);
    await expect.poll(trainingProcesses).toEqual([]);
  });

  it('leaves no separate process behind when its task cannot be sent', async () => {
    const phrases = [{ intent: 'torch.battery', text: (() => '') as unknown as string }];
    await expect(trainApart({ ...trainingTask(knowledge), phrases })).rejects.toThrow('could not be cloned');
    await expect.poll(trainingProcesses).toEqual([]);
  });

  it('that cannot be trained in a separate process says why', async () => {
    const [phrase] = trainingTask(knowledge).phrases;
    const training = trainApart({
      ...trainingTask(knowledge),
      phrases: phrase === undefined ? [] : [phrase],
    });
    await expect(training).rejects.toThrow('training needs phrases of at least two intents');
  });

  it('is the same each time it is trained', async () => {
    const first = await readFile(await startTrained());
    await rm(await cacheFile());
    expect((await loading()).trained).toBe(true);
    expect((await readFile(await cacheFile())).equals(first)).toBe(true);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['truncated', (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2))],
    ['cut off at the very end', (bytes) => bytes.subarray(0, -1)],
    ['some other file', () => Buffer.from('%PDF-1.7 not a classifier at all')],
    ['in another format', () => Buffer.from('{"version":0}')],
    [
      'with a flipped byte',
      (bytes) => {
        const broken = Buffer.from(bytes);
        broken[Math.floor(broken.length / 2)]! ^= 0xff;
        return broken;
      },
    ],
  ])('is trained again, with a warning, when its cache is %s', async (_name, spoil) => {
    const file = await startTrained();
    const bytes = await readFile(file);
    await writeFile(file, spoil(bytes));
    const again = await loading();
    expect(again.trained).toBe(true);
    expect(again.warnings).toEqual(['the cached classifier is broken; training it again']);
    expect((await readFile(file)).equals(bytes)).toBe(true);
  });

  it('works even if nothing can be cached: there is only a warning', async () => {
    const notADirectory = join(dataDir, 'file');
    await writeFile(notADirectory, '');
    const { classifier, trained, warnings } = await loading(join(notADirectory, 'below'));
    expect(trained).toBe(true);
    expect(classifier.classify('ask for torch.battery').ranked.length).toBeGreaterThan(0);
    expect(warnings).toContain('could not cache the classifier; training it again at the next start');
  });

  it('leaves other files in the data folder unchanged', async () => {
    await writeFile(join(dataDir, 'support.db'), 'precious');
    await loading();
    expect(await readFile(join(dataDir, 'support.db'), 'utf8')).toBe('precious');
  });
});
