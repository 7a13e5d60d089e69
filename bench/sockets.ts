/** Measures what an idle open stream costs the server: memory with thousands of them, and without. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '#cli/run-command.ts';
import { DirectLineCustomer } from './load/direct-line-customer.ts';
import { residentMegabytes } from './load/program.ts';
import { prepareClassifier, startSupportBot } from './load/support-bot.ts';
import { isQuick, report } from './show.ts';

const sockets = isQuick ? 1000 : 5000;
const atOnce = 50;
/** Long enough for the garbage from opening to be collected. */
const restMilliseconds = 10_000;
/** Conversations before the first measurement, so that one-time costs are already paid. */
const warmUp = 500;

await runCommand(async () => {
  await prepareClassifier();
  const bot = await startSupportBot(undefined);
  const resting: DirectLineCustomer[] = [];
  const open = async (count: number): Promise<DirectLineCustomer[]> => {
    const opened: DirectLineCustomer[] = [];
    while (opened.length < count) {
      const some = Array.from({ length: Math.min(atOnce, count - opened.length) }, () =>
        DirectLineCustomer.arrive(bot.url, bot.secret),
      );
      opened.push(...(await Promise.all(some)));
    }
    for (const customer of opened) customer.rest();
    return opened;
  };
  try {
    for (const customer of await open(warmUp)) customer.leave();
    await sleep(restMilliseconds);
    const before = await residentMegabytes(bot.pid);
    resting.push(...(await open(sockets)));
    await sleep(restMilliseconds);
    const after = await residentMegabytes(bot.pid);
    if (before === undefined || after === undefined) {
      console.log('This system does not report the memory of a process.');
      return;
    }
    const each = ((after - before) * 1024) / sockets;
    console.log(
      `${sockets} streams at rest, each in a conversation of its own: ${before.toFixed(0)} MB before, ` +
        `${after.toFixed(0)} MB with them, ${each.toFixed(1)} kB for each`,
    );
    report([{ what: `memory for each of ${sockets} idle streams`, ours: `${each.toFixed(0)} kB`, peer: '' }]);
  } finally {
    for (const customer of resting) customer.leave();
    await bot.stop();
  }
});
