import { ensureBuilt } from '#web/build/build.ts';

/** Runs before all test files: builds the browser code if its sources have changed. */
export default async function buildOnce(): Promise<void> {
  await ensureBuilt();
}
