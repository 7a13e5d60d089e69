import { ensureBuilt } from '#web/build/build.ts';

/** Before any test file runs: builds what browsers get, where its sources have changed. */
export default async function buildOnce(): Promise<void> {
  await ensureBuilt();
}
