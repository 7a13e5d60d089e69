import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import type { Activity } from '#bot-framework/activity.ts';
import { runKnowledge } from '#cli/knowledge.ts';
import type { Terminal } from '#cli/terminal.ts';
import { withStore } from '#cli/with-store.ts';
import { onEngines, onPostgres } from '#tests/store/engines.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { createMigratedDataDir } from '#tests/support/data-dir.ts';
import { post } from '#tests/support/http.ts';
import type { RecordingLog } from '#tests/support/recording-log.ts';
import { publishAtOnce } from '#tests/support/publish-at-once.ts';
import { runCommand, runHere } from '#tests/support/run-command.ts';
import { buildApp, looksOften } from '#tests/support/running-app.ts';

const QUESTION = 'Does EnShare cost anything?';
const UNKNOWN = 'quokka marmalade for the gadget';
const SHIPPED = 'The EnShare service itself is free of charge.';
const CHANGED = 'EnShare costs nothing at all.';

interface Server {
  /** The bot's words, from all activities. */
  says: (text: string, conversation?: string) => Promise<string>;
  /** The bot's answer to the question whose answer is changed. */
  answers: () => Promise<string>;
  record: RecordingLog;
  stop: () => Promise<void>;
}

/** A team with its own database and knowledge folder. */
async function team(config: { databaseUrl?: string | undefined }) {
  const folder = await mkdtemp(join(inject('runFolder'), 'knowledge-'));
  await cp(inject('shortKnowledge'), folder, { recursive: true });
  // They would be asked at each publication; a test that needs any writes its own.
  await rm(join(folder, 'expected'), { recursive: true });
  const environment = {
    DATA_DIR: createMigratedDataDir(),
    KNOWLEDGE_DIR: folder,
    ...(config.databaseUrl === undefined ? {} : { DATABASE_URL: config.databaseUrl }),
  };
  return {
    folder,
    place: {
      dataDir: environment.DATA_DIR,
      databaseUrl: config.databaseUrl,
      logLevel: 'silent' as const,
    },
    runs: (...words: string[]) => runHere(runKnowledge, words, { environment }),
    /** Something happens while it trains. */
    runsWhile: async (happens: () => Promise<void>, ...words: string[]) => {
      let happening: Promise<void> | undefined;
      const command = (terminal: Terminal): Promise<void> =>
        runKnowledge({
          ...terminal,
          printError(line) {
            happening ??= happens();
            terminal.printError(line);
          },
        });
      const result = await runHere(command, words, { environment });
      await happening;
      return result;
    },
    /** In a separate process. */
    runsApart: (...words: string[]) => runCommand('knowledge', words, { environment }),
    /** Changes a document of the folder, as an editor would. */
    edits: async (file: string, change: (text: string) => string): Promise<void> => {
      const path = join(folder, file);
      await writeFile(path, change(await readFile(path, 'utf8')));
    },
    expects: async (...questions: object[]): Promise<void> => {
      await mkdir(join(folder, 'expected'));
      await writeFile(join(folder, 'expected/team.yaml'), stringify({ questions }));
    },
    starts: async (own: Record<string, string> = {}): Promise<Server> => {
      const { app, record } = buildApp(
        { ...environment, ...own },
        { clock: () => new Date(), ...looksOften },
      );
      const { url } = await app.start();
      onTestFinished(() => app.stop());
      const says = async (text: string, id: string = crypto.randomUUID()): Promise<string> => {
        const conversation = { id, isGroup: false, conversationType: 'personal', name: 'Chat' };
        const answer = await post(`${url}/api/messages`, messageActivity(text, { conversation }));
        const { activities } = answer.json() as { activities: Partial<Activity>[] };
        return activities.map((activity) => activity.text ?? JSON.stringify(activity.attachments)).join('\n');
      };
      return {
        says,
        answers: () => says(QUESTION),
        record,
        stop: () => app.stop(),
      };
    },
  };
}

const changesText = (text: string): string =>
  text.replace(/The EnShare service itself is free of charge\./, CHANGED);

onEngines('a published release', (engine) => {
  test('answers the next message without a restart, and rolling back brings the old answer', async () => {
    const { starts, edits, runs, place } = await team(await engine.freshConfig());
    const server = await starts();
    expect(await server.says(QUESTION)).toContain(SHIPPED);

    await edits('answers/enshare.yaml', changesText);
    expect((await runs('publish', '--by', 'Kim', '--note', 'Shorter')).output).toContain(
      'Published release 2. Running servers answer from it within seconds.',
    );
    await expect.poll(server.answers).toContain(CHANGED);
    const cost = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
    await withStore(place, async ({ releaseDetails }) => {
      expect(await releaseDetails.history(cost)).toMatchObject([{ releaseNumber: 2, editors: ['Kim'] }]);
    });

    expect((await runs('rollback', '1')).exitCode).toBe(0);
    await expect.poll(server.answers).toContain(SHIPPED);
    expect((await runs('releases')).output).toMatch(
      /^ {2}2 {2}.*Kim {2}published .*Shorter\n\* 1 {2}.*knowledge folder {2}published/,
    );
  });

  test('does not undo what others publish while it is trained', async () => {
    const { edits, runs, runsWhile, place } = await team(await engine.freshConfig());
    await runs('publish');
    await edits('answers/enshare.yaml', changesText);
    await runs('import');
    await edits('phrases/enshare.yaml', (text) =>
      text.replace('enshare.cost:\n', 'enshare.cost:\n  - is there any fee at all for enshare\n'),
    );
    const othersPublish = (): Promise<void> => withStore(place, ({ releases }) => publishAtOnce(releases, 2));
    const { exitCode, errors } = await runsWhile(othersPublish, 'publish');
    expect(errors).toContain(
      'Release 3 was not published, because another one was published in the meantime.',
    );
    expect(exitCode).toBe(1);
    expect((await runs('releases')).output).toMatch(/^\* 2 /m);
    expect((await runs('publish', '3')).exitCode).toBe(0);
  });

  test('counts from then on: a changed folder is only imported, and the log says so', async () => {
    const { starts, edits, runs } = await team(await engine.freshConfig());
    const first = await starts();
    await runs('publish');
    await first.stop();

    await edits('answers/enshare.yaml', changesText);
    const server = await starts();
    expect(await server.says(QUESTION)).toContain(SHIPPED);
    expect(server.record.written()).toContain('imported the folder without publishing it');
    expect((await runs('releases')).output).toMatch(/^ {2}2 {2}.*not published/);
    await runs('publish', '2');
    await expect.poll(server.answers).toContain(CHANGED);
  });

  test('keeps answering if the folder is broken afterwards', async () => {
    const { starts, edits, runs } = await team(await engine.freshConfig());
    await runs('publish');
    await edits('answers/enshare.yaml', () => 'answers: [');
    const server = await starts();
    expect(await server.says(QUESTION)).toContain(SHIPPED);
    expect(server.record.written()).toContain('the knowledge folder is unusable');
  });
});

onPostgres('several servers on one database', (engine) => {
  test('get a published release, whichever machine published it', async () => {
    const { databaseUrl } = await engine.freshConfig();
    const { starts, edits, runsApart } = await team({ databaseUrl });
    const servers = [await starts(), await starts({ DATA_DIR: createMigratedDataDir() })];
    await edits('answers/enshare.yaml', changesText);
    await runsApart('publish');
    for (const { answers } of servers) await expect.poll(answers).toContain(CHANGED);
  });

  test('make one release of the same folder if they start together', async () => {
    const config = await engine.freshConfig();
    const [here, there] = [await engine.open(config), await engine.open(config)];
    for (let count = 0; count < 20; count += 1) {
      const release = {
        documents: new Map([['sources.yaml', `# ${count}`]]),
        author: 'Kim',
        note: '',
        at: new Date(),
      };
      const numbers = await Promise.all([here.releases.add(release), there.releases.add(release)]);
      expect(new Set(numbers).size).toBe(1);
    }
    expect((await here.releases.list()).map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, index) => 20 - index),
    );
  });
});

describe('before anything has been published', () => {
  test('a changed folder is released at the next start', async () => {
    const { starts, edits, runs } = await team({});
    const first = await starts();
    expect(await first.says(QUESTION)).toContain(SHIPPED);
    await first.stop();
    await edits('answers/enshare.yaml', changesText);
    const second = await starts();
    expect(await second.says(QUESTION)).toContain(CHANGED);
    expect((await runs('diff', '1', '2')).output).toBe(
      '~ answers/enshare.yaml › answers › enshare.cost (short)\n',
    );
  });
});

test('an open question continues when the options it offered are renamed', async () => {
  const { starts, edits, runs } = await team({});
  const server = await starts();
  expect(await server.says('why is the guest network SSID greyed out on my ESR900?', 'one')).toContain(
    'Which band',
  );
  await edits('answers/guest-network.yaml', (text) => text.replaceAll('5-ghz', 'upper-band'));
  expect((await runs('publish')).output).toContain('Published release 2');
  await expect.poll(() => server.record.written()).toContain('answering from another release');
  expect(await server.says('5 GHz', 'one')).toContain('SSID');
});

describe('npm run knowledge', () => {
  test('publishes nothing that has a problem, and says what is wrong', async () => {
    const { edits, runs } = await team({});
    await edits('answers/enshare.yaml', (text) => text.replace('label:', 'lable:'));
    const { exitCode, errors } = await runs('publish');
    expect(exitCode).toBe(1);
    expect(errors).toContain('answers/enshare.yaml › enshare.cost › lable');
    expect((await runs('releases')).output).toContain('There are no releases yet');
  });

  test('refuses a release that fails an expected answer that passes today, unless given a reason', async () => {
    const { edits, expects, runs } = await team({});
    const expectation = { answer: 'enshare.cost', says: ['free of charge'] };
    await expects(
      { id: 'cost', ask: QUESTION, expect: expectation },
      { id: 'never-held', ask: UNKNOWN, expect: { asks: true } },
    );
    expect((await runs('publish')).exitCode).toBe(0);

    await edits('answers/enshare.yaml', changesText);
    const refused = await runs('publish');
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain('1 expected answer of 2 failed before, too.');
    expect(refused.output).toContain(
      `✗ expected/team.yaml › cost\n    asked   ${QUESTION}\n    wanted  “What does EnShare cost?” (enshare.cost), the words “free of charge”`,
    );
    expect(refused.output).not.toContain('never-held');
    expect(refused.errors).toContain(
      'Release 2 was not published: 1 expected answer would fail that holds today.',
    );

    const published = await runs('publish', '2', '--note', 'Shorter', '--despite', 'the words are better');
    expect(published.output).toContain('Published release 2.');
    const { output } = await runs('releases');
    expect(output).toMatch(
      /^\* 2 .*Shorter\. Published despite failing expected answers: the words are better$/m,
    );
  });

  test('asks the expected answers of a folder, and says what fails', async () => {
    const { folder, expects, runs } = await team({});
    await expects(
      { id: 'cost', ask: QUESTION, expect: { answer: 'enshare.cost' } },
      { id: 'voicemail', ask: UNKNOWN, expect: { answer: 'entalk.voicemail' } },
    );
    const { output, exitCode } = await runs('test', folder);
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^✗ expected\/team\.yaml › voicemail\n {4}asked {3}quokka marmalade for the gadget\n {4}wanted {2}“Voice mail with EnTalk” .*\n {4}got {5}neither an answer nor a question: .*\n1 of 2 expected answers hold\.\n$/,
    );
  });

  test('writes a release only into an empty folder', async () => {
    const { folder, runs } = await team({});
    await runs('import');
    const target = join(await mkdtemp(join(inject('runFolder'), 'export-')), 'new');
    expect((await runs('export', '1', target)).output).toBe(`Wrote release 1 to ${target}.\n`);
    expect(await readFile(join(target, 'sources.yaml'), 'utf8')).toBe(
      await readFile(join(folder, 'sources.yaml'), 'utf8'),
    );
    const { exitCode, errors } = await runs('export', '1', target);
    expect(exitCode).toBe(2);
    expect(errors).toContain('is not empty; nothing was written');
    await rm(target, { recursive: true });
  });

  test('names a row that was removed from a table with several rows for one model', async () => {
    const { edits, runs } = await team({});
    await runs('import');
    await edits('advisories/krack.yaml', (text) => text.replace(/^.*EAP300v2.*\n/m, ''));
    await runs('import');
    expect((await runs('diff', '1', '2')).output).toMatch(/EAP300v2|rows/);
  });

  test('imports the same folder only once', async () => {
    const { runs } = await team({});
    expect((await runs('import')).output).toBe('Added release 1.\n');
    expect((await runs('import')).output).toBe('The folder is release 1 already.\n');
  });

  test('explains mistakes', async () => {
    const { runs } = await team({});
    await runs('import');
    const mistakes: [string[], string][] = [
      [['rollback', '1'], 'Release 1 was never published'],
      [['publish', '7'], 'There is no release 7'],
      [['diff', '1'], '"" is not the number of a release'],
      [['export', '1'], 'Name the folder to write to'],
      [['constructor'], 'No command given, or an unknown one'],
    ];
    const results = await Promise.all(mistakes.map(([words]) => runs(...words)));
    expect(results.map(({ exitCode }) => exitCode)).toEqual(mistakes.map(() => 2));
    for (const [at, { errors }] of results.entries()) expect(errors).toContain(mistakes[at]?.[1]);
  });
});
