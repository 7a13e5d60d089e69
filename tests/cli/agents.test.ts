import { describe, expect, it } from 'vitest';
import { runAgents } from '#cli/agents.ts';
import { withStore } from '#cli/with-store.ts';
import { newTicket } from '../handoff/tickets.ts';
import { createDataDir } from '../support/data-dir.ts';
import { runCommand, runHere } from '../support/run-command.ts';

const password = 'a long enough password';
const dana = ['--name', 'Dana', '--email', 'Dana@example.com'];

describe('npm run agents', () => {
  it('adds, lists, changes and disables accounts, even before the first start', async () => {
    const environment = { DATA_DIR: createDataDir() };
    const run = (args: string[], input = '') => runHere(runAgents, args, { environment, input });
    expect((await run(['list'])).output).toBe('There are no accounts yet.\n');
    const added = await run(['add', ...dana, '--password-stdin'], `${password}\n`);
    expect(added).toEqual({ output: 'dana@example.com: added as agent.\n', errors: '', exitCode: 0 });
    await run(
      ['add', '--name', 'Sue', '--email', 'sue@example.com', '--role', 'supervisor', '--password-stdin'],
      password,
    );
    const email = ['--email', 'dana@example.com'];
    expect((await run(['reset', ...email, '--password-stdin'], `another ${password}`)).output).toContain(
      'password changed. Signed out everywhere.',
    );
    expect((await run(['disable', ...email])).output).toContain('disabled');
    expect((await run(['list'])).output.split('\n')).toEqual([
      'dana@example.com  Dana  agent  disabled',
      'sue@example.com  Sue  supervisor',
      '',
    ]);
    await run(['enable', ...email]);
    expect((await run(['list'])).output).not.toContain('disabled');
    const again = await run(['add', ...dana, '--password-stdin'], password);
    expect(again.errors).toContain('already has an account');
  });

  it('unassigns the tickets of an account that it disables', async () => {
    const dataDir = createDataDir();
    const inStore = (run: Parameters<typeof withStore>[1]) =>
      withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, run, { mayCreate: true });
    const { reference, ...ticket } = newTicket();
    await inStore(async ({ agents, tickets }) => {
      const account = { name: 'Dana', email: 'dana@example.com', role: 'agent', passwordHash: '' } as const;
      const to = await agents.add(account, new Date());
      await tickets.open('key', { reference, ...ticket }, []);
      await tickets.change(reference, { kind: 'assigned', to }, new Date());
    });
    await runCommand('agents', ['disable', '--email', 'Dana@example.com'], {
      environment: { DATA_DIR: dataDir },
    });
    await inStore(async ({ tickets }) => {
      expect(await tickets.report(reference)).toMatchObject({ state: 'open', assignee: undefined });
    });
  });

  it.each([
    [[], 'No command given, or an unknown one.'],
    [['dance'], 'No command given, or an unknown one.'],
    [['list', '--all'], 'all'],
    [['add', ...dana], '--password-stdin: missing'],
    [['add', '--email', 'dana@example.com', '--password-stdin'], '--name'],
    [['add', '--name', 'Dana', '--email', 'dana', '--password-stdin'], '--email'],
    [['add', ...dana, '--role', 'king', '--password-stdin'], '--role'],
    [['add', ...dana, '--password-stdin'], 'at least 12 characters'],
    [['disable', '--email', 'nobody@example.com'], 'no account'],
    [['reset', '--email', 'nobody@example.com', '--password-stdin'], 'at least 12 characters'],
  ])('prints its usage when called with %j', async (args, problem) => {
    const { errors, exitCode } = await runHere(runAgents, args, { input: 'short' });
    expect(exitCode).toBe(2);
    expect(errors).toContain(problem);
    expect(errors).toContain('npm run agents -- add --name Dana');
  });
});
