import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseFile } from '#store/sqlite.ts';
import { askGauge } from '../support/read-gauge.ts';
import type { Attack } from './attack.ts';
import { DIRECT_LINE, say, type Target, type Visitor } from './target.ts';

const MINUTE_MS = 60_000;
const WITHIN_MS = 10_000;
const POLL_MS = 100;

/** Resolves with whether something becomes true in time. */
async function comesTrue(check: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + WITHIN_MS;
  while (performance.now() < until) {
    if (await check()) return true;
    await wait(POLL_MS);
  }
  return false;
}

async function isAnswered(
  target: Target,
  { from, token, conversationId }: Visitor,
  words: string,
): Promise<boolean> {
  const page = await target.send({
    path: `${DIRECT_LINE}/conversations/${conversationId}/activities`,
    headers: { authorization: `Bearer ${token}` },
    from,
  });
  return page?.body.includes(words) === true;
}

/** Sets the machine's clock back, and forward again. */
export const clockSteps: Attack = {
  name: 'the clock steps back ten minutes',
  async run(target) {
    const visitor = await target.visit('127.38.0.1');
    await askGauge(target.server, { ask: 'move clock', milliseconds: -10 * MINUTE_MS });
    await say(target, visitor, 'Is the EAP1300 patched?');
    const isServed = await comesTrue(() => isAnswered(target, visitor, 'EAP1300'));
    const isPresent = await comesTrue(async () => (await target.send({ path: '/readyz' }))?.status === 200);
    await askGauge(target.server, { ask: 'move clock', milliseconds: 10 * MINUTE_MS });
    if (!isServed) return 'a message was not answered';
    return isPresent ? undefined : 'the server was not ready';
  },
};

/**
 * Deletes the database files while the server runs: it must not acknowledge messages that it cannot store. Runs last.
 */
export const databaseGone: Attack = {
  name: 'the database file is deleted',
  mayAnswer: [503],
  async run(target) {
    const visitor = await target.visit('127.39.0.1');
    const file = databaseFile(target.dataDir);
    for (const each of [file, `${file}-wal`, `${file}-shm`]) await rm(each, { force: true });
    const isReported = await comesTrue(async () => (await target.send({ path: '/readyz' }))?.status === 503);
    if (!isReported) return '/readyz kept reporting ready';
    const response = await say(target, visitor, 'Is the EAP1300 patched?');
    return response?.status === 200 ? 'a message was acknowledged that will be lost' : undefined;
  },
};
