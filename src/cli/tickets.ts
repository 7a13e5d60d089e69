/** `npm run tickets`: lists the newest tickets, and whether they were delivered. */
import type { TicketReport } from '#store/tickets.ts';
import { plainName } from '#text/plain-name.ts';
import { readCommandLine } from './command-line.ts';
import { printable } from './printable.ts';
import { runStoreCommand, withStore } from './with-store.ts';

const MOST = 50;

const states = { due: 'not yet delivered', sent: 'delivered', dead: 'given up' };

function print({ ticket, deliveries }: TicketReport): void {
  const { reference, createdAt, name, email, text: words } = ticket;
  console.log(
    `${reference}  ${createdAt.toISOString()}  ${plainName(name)} <${email ?? 'no e-mail: reply in the chat'}>`,
  );
  console.log(printable(words).replaceAll(/^/gm, '  '));
  for (const { target, state, attempts, problem } of deliveries)
    console.log(
      `  ${target}: ${states[state]}, tries: ${attempts}${problem === undefined ? '' : ` (${printable(problem)})`}`,
    );
}

const given = readCommandLine('Usage: npm run tickets [-- --resend]', { resend: { type: 'boolean' } });

if (given !== undefined)
  await runStoreCommand((place) =>
    withStore(place, async ({ deliveries, eventDeliveries, tickets }) => {
      if (given.values.resend === true) {
        const now = new Date();
        const revived = (await deliveries.revive(now)) + (await eventDeliveries.revive(now));
        console.log(`Trying again: ${revived}. The running server delivers them.`);
        return;
      }
      const newest = await tickets.newest(MOST);
      if (newest.length === 0) console.log('Nobody has left a message.');
      for (const report of newest) print(report);
    }),
  );
