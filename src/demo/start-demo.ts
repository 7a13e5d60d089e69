import { randomBytes } from 'node:crypto';
import { environmentSchema } from '#config/environment-schema.ts';
import { readConfig } from '#config.ts';
import { hashPassword } from '#desk/passwords.ts';
import { readEnvironment } from '#environment.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { createLog } from '#log.ts';
import { openStore } from '#store/store.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import { demoOpeningHours } from './calendar.ts';
import { clearDemoFolder, type DemoMarker, readDemoMarker, writeDemoMarker } from './demo-folder.ts';
import { makeDemo } from './make-demo.ts';
import { demoSupervisor } from './people.ts';
import type { DemoSize } from './plan.ts';

const DAY_MS = 24 * 3_600_000;
const FULL_SIZE = { conversations: 4500, days: 90 };

/** The parts of the real environment that a demonstration uses: nothing that reaches other systems. */
const TAKEN = new Set(['PORT', 'HOST', 'LOG_LEVEL', 'KNOWLEDGE_DIR']);

export interface DemoOptions {
  dataDir: string;
  /** Generates new conversations even if those of the last start are from today. */
  isFresh: boolean;
  /** 90 days up to now, unless a test needs less. */
  size?: Omit<DemoSize, 'until'>;
}

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Generates a demonstration in a separate folder, unless there is one from today.
 * @throws {NotADemo} if the folder contains a real database
 */
export async function prepareDemo(
  environment: Readonly<Record<string, string>>,
  { dataDir, isFresh, size = FULL_SIZE }: DemoOptions,
): Promise<DemoMarker> {
  const before = readDemoMarker(dataDir);
  const now = new Date();
  if (before !== undefined && !isFresh && now.getTime() - Date.parse(before.madeAt) < DAY_MS) return before;
  await clearDemoFolder(dataDir);
  const config = readConfig(environment);
  const log = createLog('error');
  const knowledge = await loadKnowledge(config.knowledgeDir);
  const { classifier } = await loadClassifier(knowledge, {
    dataDir,
    log,
    onProgress: (done, total, what) => tell(`Training on the knowledge, step ${done} of ${total} (${what})`),
  });
  const store = await openStore({ dataDir }, { clock: () => new Date(), log });
  try {
    const password = randomBytes(9).toString('base64url');
    const passwordHash = await hashPassword(password);
    await store.agents.add({ ...demoSupervisor, role: 'supervisor', passwordHash }, now);
    await makeDemo({
      store,
      knowledge,
      understand: understandingFor(knowledge, classifier),
      size: { ...size, until: now.getTime() },
      onProgress: (done, total) => tell(`Making conversations: ${done} of ${total}`),
    });
    const marker = { madeAt: now.toISOString(), password };
    await writeDemoMarker(dataDir, marker);
    return marker;
  } finally {
    await store.close();
  }
}

/**
 * The environment of the demonstration's server. Its database, mail server and bot registration are never the real ones.
 */
export function demoEnvironment(
  real: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Record<string, string> {
  const own = Object.keys(environmentSchema.shape).map((name) => [
    name,
    TAKEN.has(name) ? (real[name] ?? '') : '',
  ]);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    LOG_LEVEL: real['LOG_LEVEL'] ?? 'warn',
    DATA_DIR: dataDir,
    RETENTION_DAYS: '0',
    OPENING_HOURS: demoOpeningHours,
    OPENING_TIME_ZONE: 'UTC',
  };
}

/**
 * Generates the demonstration if needed, and starts the server on it.
 * @throws {NotADemo} if the folder contains a real database
 */
export async function startDemo(options: DemoOptions): Promise<void> {
  const environment = demoEnvironment(readEnvironment(), options.dataDir);
  const { password } = await prepareDemo(environment, options);
  // The server reads its settings from here, as always.
  Object.assign(process.env, environment);
  tell(`This is a demonstration: the customers and their conversations are made up.
  Sign in at the desk as ${demoSupervisor.email} with the password ${password}`);
  await import('#main.ts');
}
