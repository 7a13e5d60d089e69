/** `npm run tickets`: the newest messages that customers left, and whether they were delivered. */
import { parseArgs } from 'node:util';
import type { TicketReport } from '../store/tickets.ts';
import { runStoreCommand, withStore } from './with-store.ts';

const MOST = 50;

const states = { due: 'not yet delivered', sent: 'delivered', dead: 'given up' };

function print({ ticket, deliveries }: TicketReport): void {
  const { reference, createdAt, name, email, words } = ticket;
  console.log(
    `${reference}  ${createdAt.toISOString()}  ${name} <${email ?? 'no e-mail: answer in the chat'}>`,
  );
  console.log(words.replaceAll(/^/gm, '  '));
  for (const { target, state, attempts, problem } of deliveries)
    console.log(
      `  ${target}: ${states[state]}, tries: ${attempts}${problem === undefined ? '' : ` (${problem})`}`,
    );
}

let resend: boolean | undefined;
try {
  ({ resend = false } = parseArgs({ options: { resend: { type: 'boolean' } } }).values);
} catch {
  console.error('Usage: npm run tickets [-- --resend]');
  process.exitCode = 2;
}

if (resend !== undefined)
  await runStoreCommand((place) =>
    withStore(place, async ({ tickets }) => {
      if (resend) {
        console.log(
          `Given another chance: ${await tickets.revive(new Date())}. The running server sends them.`,
        );
        return;
      }
      const newest = await tickets.newest(MOST);
      if (newest.length === 0) console.log('Nobody has left a message.');
      for (const report of newest) print(report);
    }),
  );
