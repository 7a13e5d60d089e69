/** `npm run tickets`: lists the newest tickets, and whether they were delivered. */
import type { TicketReport } from '#store/tickets.ts';
import { plainName } from '#text/plain-name.ts';
import { readCommandLine } from './command-line.ts';
import { printable } from './printable.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { runStoreCommand, withStore } from './with-store.ts';

const MAX = 50;

const states = { due: 'not yet delivered', sent: 'delivered', dead: 'given up' };

function print({ ticket, deliveries }: TicketReport, terminal: Terminal): void {
  const { reference, createdAt, name, email, text: words } = ticket;
  terminal.print(
    `${reference}  ${createdAt.toISOString()}  ${plainName(name)} <${email ?? 'no e-mail: reply in the chat'}>`,
  );
  terminal.print(printable(words).replaceAll(/^/gm, '  '));
  for (const { target, state, attempts, problem } of deliveries)
    terminal.print(
      `  ${target}: ${states[state]}, tries: ${attempts}${problem === undefined ? '' : ` (${printable(problem)})`}`,
    );
}

const USAGE = 'Usage: npm run tickets [-- --resend]';

/** Lists the newest tickets, or tries again to deliver those that failed. */
export async function runTickets(terminal: Terminal): Promise<void> {
  const given = readCommandLine(USAGE, { resend: { type: 'boolean' } }, 'none', terminal);
  if (given === undefined) return;
  await runStoreCommand(
    (place) =>
      withStore(place, async ({ deliveries, eventDeliveries, tickets }) => {
        if (given.values.resend === true) {
          const now = new Date();
          const revived = (await deliveries.revive(now)) + (await eventDeliveries.revive(now));
          terminal.print(`Trying again: ${revived}. The running server delivers them.`);
          return;
        }
        const newest = await tickets.newest(MAX);
        if (newest.length === 0) terminal.print('Nobody has left a message.');
        for (const report of newest) print(report, terminal);
      }),
    terminal,
  );
}

if (import.meta.main) await runTickets(thisProcess);
