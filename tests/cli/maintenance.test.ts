import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runBackup } from '#cli/backup.ts';
import { runErase } from '#cli/erase.ts';
import { runExport } from '#cli/export.ts';
import { call, pollUntil, SECRET, type Visitor, visit } from '../channels/directline/harness.ts';
import { onEngines, sqliteEngine, type TestEngine } from '../store/engines.ts';
import { createDataDir, createMigratedDataDir } from '../support/data-dir.ts';
import { runCommand, runHere } from '../support/run-command.ts';
import { startApp } from '../support/running-app.ts';

const LAST_REPLY = 'Did this help?';
const QUESTION = 'does EnShare cost anything?';

/** The environment that the app and the commands share. */
async function freshEnvironment(engine: TestEngine): Promise<Record<string, string>> {
  const { databaseUrl } = await engine.freshConfig();
  // The test's visitors poll without a pause.
  const place = { DATA_DIR: createMigratedDataDir(), DIRECT_LINE_SECRET: SECRET, RATE_LIMIT: 'off' };
  return databaseUrl === undefined ? place : { ...place, DATABASE_URL: databaseUrl };
}

async function serve(environment: Record<string, string>): Promise<string> {
  const { app, url } = await startApp(environment);
  onTestFinished(() => app.stop());
  return url;
}

/** A visitor whose question was answered. */
async function answeredVisitor(url: string): Promise<{ visitor: Visitor; texts: string[] }> {
  const visitor = await visit(url);
  await visitor.say(QUESTION);
  return { visitor, texts: await pollUntil(visitor, LAST_REPLY) };
}

/** The parts of an export that the tests read. */
interface Exported {
  conversation: { id: string; userId: string };
  activities: { type: string; text?: string }[];
}

onEngines('maintenance of a running server’s data', (engine) => {
  test('npm run export prints a conversation with its whole transcript', async () => {
    const environment = await freshEnvironment(engine);
    const { visitor, texts } = await answeredVisitor(await serve(environment));
    const args = ['--conversation', visitor.conversationId];
    const { output, errors, exitCode } = await runCommand('export', args, { environment });
    const { conversation, activities } = JSON.parse(output) as Exported;
    expect(conversation).toMatchObject({ id: visitor.conversationId, userId: visitor.userId });
    expect(activities.filter(({ type }) => type === 'message').map(({ text }) => text)).toEqual(texts);
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
  });

  test('npm run erase removes a customer while the server runs, says what it removed, and keeps all others', async () => {
    const environment = await freshEnvironment(engine);
    const url = await serve(environment);
    const { visitor } = await answeredVisitor(url);
    const { visitor: other, texts } = await answeredVisitor(url);
    const erase = () => runHere(runErase, ['--user', visitor.userId], { environment });

    const { output, errors, exitCode } = await erase();
    // The customer joining, the welcome, the question, the answer, and "Did this help?".
    expect(output).toBe(
      `Removed for ${visitor.userId}: 1 conversations with 5 activities and 0 uploads, 0 tickets, 0 chats with people, and 1 items of bot state.\n`,
    );
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
    expect((await visitor.poll()).status).toBe(404);
    expect(await pollUntil(other, LAST_REPLY)).toEqual(texts);

    expect((await erase()).output).toContain('0 conversations with 0 activities');
    const args = ['--conversation', visitor.conversationId];
    const gone = await runHere(runExport, args, { environment });
    expect(gone).toEqual({
      output: '',
      errors: `There is no conversation ${visitor.conversationId}.\n`,
      exitCode: 1,
    });
  });
});

describe('npm run backup', () => {
  const engine = sqliteEngine();

  test('copies the database of a running server, and a server on the copy continues with all of it', async () => {
    const environment = await freshEnvironment(engine);
    const { visitor, texts } = await answeredVisitor(await serve(environment));
    const restored = { ...environment, DATA_DIR: createDataDir() };
    const file = join(restored.DATA_DIR, 'support.db');
    const { output, errors, exitCode } = await runHere(runBackup, ['--out', file], { environment });
    expect(output).toContain(`was copied to ${file}.`);
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await visitor.say('hello');

    const url = await serve(restored);
    const path = `/conversations/${visitor.conversationId}/activities`;
    const { body } = await call(url, 'GET', path, { token: visitor.token });
    expect(body.activities.map(({ text }: { text: string }) => text)).toEqual(texts);
  });

  test('overwrites nothing', async () => {
    const environment = await freshEnvironment(engine);
    await serve(environment);
    const file = join(environment['DATA_DIR'] ?? '', 'support.db');
    const { output, errors, exitCode } = await runHere(runBackup, ['--out', file], { environment });
    expect({ output, errors, exitCode }).toEqual({
      output: '',
      errors: `${file} already exists. Choose another name.\n`,
      exitCode: 1,
    });
  });

  test('says so when there is no database', async () => {
    const DATA_DIR = createDataDir();
    const args = ['--out', join(DATA_DIR, 'copy.db')];
    const { errors, exitCode } = await runHere(runBackup, args, { environment: { DATA_DIR } });
    expect(errors).toBe(`There is no SQLite database in ${DATA_DIR}.\n`);
    expect(exitCode).toBe(1);
  });

  test('says in one sentence that it cannot create the file', async () => {
    const environment = await freshEnvironment(engine);
    await serve(environment);
    const file = join(environment['DATA_DIR'] ?? '', 'no-such-folder', 'copy.db');
    const { errors, exitCode } = await runHere(runBackup, ['--out', file], { environment });
    expect(errors).toBe(`${file} cannot be written. Choose a folder that is there and yours.\n`);
    expect(exitCode).toBe(1);
  });

  test('leaves PostgreSQL to pg_dump', async () => {
    const environment = { DATABASE_URL: 'postgres://somebody@127.0.0.1:1/support' };
    const { errors, exitCode } = await runHere(runBackup, ['--out', 'copy.db'], { environment });
    expect(errors).toBe('The data is in PostgreSQL (DATABASE_URL); back it up with pg_dump.\n');
    expect(exitCode).toBe(1);
  });
});

test.each([
  ['erase', '--user ID', runErase],
  ['export', '--conversation ID', runExport],
  ['backup', '--out FILE', runBackup],
])('npm run %s prints its usage when called wrongly', async (command, usage, run) => {
  const { output, errors, exitCode } = await runHere(run, ['--usr', 'dl_someone']);
  expect(errors).toMatch(new RegExp(`^Unknown option '--usr'.*\nUsage: npm run ${command} -- ${usage}\n$`));
  expect(output).toBe('');
  expect(exitCode).toBe(2);
});

test('npm run erase does not create a database', async () => {
  const DATA_DIR = createDataDir();
  const { errors, exitCode } = await runHere(runErase, ['--user', 'anybody'], {
    environment: { DATA_DIR },
  });
  expect(errors).toBe(`There is no SQLite database in ${DATA_DIR}.\n`);
  expect(exitCode).toBe(1);
});

test('a command says which variable is invalid', async () => {
  const environment = { DATABASE_URL: 'mysql://somebody@127.0.0.1/support' };
  const { errors, exitCode } = await runHere(runErase, ['--user', 'anybody'], { environment });
  expect(errors).toContain('DATABASE_URL: must be a PostgreSQL URL');
  expect(errors).not.toMatch(/\bat .*\.ts/);
  expect(exitCode).toBe(1);
});

test('a command says in one sentence that the database is unreachable', async () => {
  const environment = { DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/support' };
  const { errors, exitCode } = await runHere(runErase, ['--user', 'anybody'], { environment });
  expect(errors).toMatch(
    /^DATABASE_URL: the database support at 127\.0\.0\.1:1 cannot be opened\. .* \(.*\)\n$/,
  );
  expect(errors).not.toContain('secret');
  expect(exitCode).toBe(1);
});
