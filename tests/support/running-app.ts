import { type App, createApp } from '#app.ts';
import type { AppParts } from '#app-parts.ts';
import { type Config, readConfig } from '#config.ts';
import { type BuiltFiles, readBuiltFiles } from '#site/built-files.ts';
import { loadAssets } from './assets.ts';
import { knowledgeDir } from './classifier-cache.ts';
import { createMigratedDataDir } from './data-dir.ts';
import { createRecordingLog, type RecordingLog } from './recording-log.ts';
import { cheapCost } from './password.ts';
import { servicesHere } from './services-here.ts';

/** The configuration of the tests: any free port, a separate data folder, and what a test adds. */
const testConfig = (environment: Record<string, string> = {}): Config =>
  readConfig({
    PORT: '0',
    KNOWLEDGE_DIR: knowledgeDir,
    ...environment,
    DATA_DIR: environment['DATA_DIR'] ?? createMigratedDataDir(),
  });

/** Every app of a worker serves the same. */
let built: BuiltFiles | undefined;

/**
 * Builds the whole app with a recorded log; it does not listen yet.
 * @param parts without `content` the app loads its knowledge and warms up, as in production
 */
export function buildApp(
  environment?: Record<string, string>,
  parts: Partial<AppParts> = {},
): { app: App; record: RecordingLog } {
  const record = createRecordingLog();
  let references = 0;
  const app = createApp(testConfig(environment), {
    clock: () => new Date('2024-05-06T09:00:00.000Z'),
    log: record.log,
    reference: () => `REF-${(references += 1)}`,
    startServices: servicesHere,
    passwordCost: cheapCost,
    builtFiles: (built ??= readBuiltFiles()),
    ...parts,
  });
  return { app, record };
}

/** Starts the whole app on the shipped content, which the worker has loaded once. */
export async function startApp(
  environment?: Record<string, string>,
  parts?: Partial<AppParts>,
): Promise<{ app: App; record: RecordingLog; url: string; messages: string; deskSetUp: string | undefined }> {
  const { app, record } = buildApp(environment, { content: await loadAssets(), ...parts });
  const { url, deskSetUp } = await app.start();
  return { app, record, url, messages: `${url}/api/messages`, deskSetUp };
}

/** For a test that waits until the server looks by itself. */
export const looksOften = { pollMs: 20 };
