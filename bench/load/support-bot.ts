import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalBot } from '#cli/local-bot.ts';
import { readConfig } from '#config.ts';
import { startCommand } from '#tests/support/start-command.ts';
import { ensureBuilt } from '#web/build/build.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';

/** The real server, with its complete understanding and its own database. */
export interface SupportBot extends Program {
  /** The URL of its Direct Line endpoint. */
  secret: string;
}

/** Trains the classifier and builds the browser code unless that was done before, so that no server has to. */
export async function prepareClassifier(): Promise<void> {
  await ensureBuilt();
  await createLocalBot(process.env);
}

export interface SupportBotOptions extends Pick<ProgramOptions, 'environment' | 'core'> {
  /** Runs before the start, to fill the database. */
  prepare?: (dataDir: string) => Promise<void>;
}

/**
 * Starts the server as `npm start` does, without rate limits.
 * @param databaseUrl PostgreSQL; undefined for SQLite
 */
export async function startSupportBot(
  databaseUrl: string | undefined,
  { environment, core, prepare }: SupportBotOptions = {},
): Promise<SupportBot> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-support-bot-'));
  const trained = readConfig(process.env).dataDir;
  const classifiers = (await readdir(trained)).filter((name) => name.startsWith('classifier-'));
  await Promise.all(classifiers.map((name) => cp(join(trained, name), join(dataDir, name))));
  await prepare?.(dataDir);
  const secret = environment?.['DIRECT_LINE_SECRET'] ?? randomBytes(24).toString('hex');
  const program = await startProgram(startCommand.script, {
    nodeOptions: startCommand.options,
    core,
    environment: {
      DATA_DIR: dataDir,
      DIRECT_LINE_SECRET: secret,
      RATE_LIMIT: 'off',
      ...environment,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
  });
  return {
    ...program,
    secret,
    stop: async () => {
      await program.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
