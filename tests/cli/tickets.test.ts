import { expect, it } from 'vitest';
import { runTickets } from '#cli/tickets.ts';
import { withStore } from '#cli/with-store.ts';
import { newTicket } from '../handoff/tickets.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { runCommand, runHere } from '../support/run-command.ts';

it('npm run tickets lists tickets and failed deliveries, and retries those', async () => {
  const dataDir = createMigratedDataDir();
  const environment = { DATA_DIR: dataDir };
  await withStore(
    { dataDir, logLevel: 'silent', databaseUrl: undefined },
    async ({ deliveries, tickets }) => {
      const { email: _email, ...withoutEmail } = newTicket();
      await tickets.open('key', withoutEmail, ['mail']);
      const [delivery] = await deliveries.lease(new Date(), 1000, 1);
      await deliveries.failed(delivery?.id ?? '', 'No such host', undefined);
    },
    { mayCreate: true },
  );
  const { output } = await runHere(runTickets, [], { environment });
  expect(output.split('\n')).toEqual([
    'AAAA-1111  2026-03-02T09:00:00.000Z  Maria García <no e-mail: reply in the chat>',
    '  Call me,',
    '  please.',
    '  mail: given up, tries: 1 (No such host)',
    '',
  ]);
  const revived = await runHere(runTickets, ['--resend'], { environment });
  expect(revived.output).toBe('Trying again: 1. The running server delivers them.\n');
  expect((await runHere(runTickets, [], { environment })).output).toContain(
    'mail: not yet delivered, tries: 0',
  );
  const wrong = await runHere(runTickets, ['--all'], { environment });
  expect(wrong.errors).toBe("Unknown option '--all'\nUsage: npm run tickets [-- --resend]\n");
  expect(wrong.exitCode).toBe(2);
});

it('npm run tickets replaces characters that the terminal would run as commands', async () => {
  const dataDir = createMigratedDataDir();
  await withStore(
    { dataDir, logLevel: 'silent', databaseUrl: undefined },
    async ({ deliveries, tickets }) => {
      const words = 'One\u001B[2J\u009B2J\rTwo\u202Eeerht\r\nFour\t5';
      await tickets.open('key', { ...newTicket(), name: '\u001B]0;Sam\u0007\nBBBB-2222', text: words }, [
        'mail',
      ]);
      const [delivery] = await deliveries.lease(new Date(), 1000, 1);
      await deliveries.failed(delivery?.id ?? '', 'Refused\u001B[8m', undefined);
    },
    { mayCreate: true },
  );
  const { output } = await runCommand('tickets', [], { environment: { DATA_DIR: dataDir } });
  expect(output.split('\n')).toEqual([
    'AAAA-1111  2026-03-02T09:00:00.000Z  ]0;SamBBBB-2222 <maria@example.com>',
    '  One\uFFFD[2J\uFFFD2J',
    '  Two\uFFFDeerht',
    '  Four\t5',
    '  mail: given up, tries: 1 (Refused\uFFFD[8m)',
    '',
  ]);
});
