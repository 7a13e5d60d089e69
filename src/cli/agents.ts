/** `npm run agents`: manages the desk's accounts. */
import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#desk/passwords.ts';
import { releaseTickets } from '#desk/release-tickets.ts';
import { roles } from '#store/roles.ts';
import type { Store } from '#store/store.ts';
import { emailAddress } from '#text/email-schema.ts';
import { plainName } from '#text/plain-name.ts';
import { type CommandLine, readCommandLine, refuseCommandLine } from './command-line.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { runStoreCommand, withStore } from './with-store.ts';

const USAGE = `Usage:
  npm run agents -- add --name Dana --email dana@example.com --role agent --password-stdin
  npm run agents -- list
  npm run agents -- reset --email dana@example.com --password-stdin
  npm run agents -- disable --email dana@example.com
  npm run agents -- enable --email dana@example.com
  npm run agents -- unbind --email dana@example.com
unbind lets another person with that address sign in to the account by OpenID Connect.
Roles: ${roles.join(', ')}. The password is read from standard input, so that no process list shows it.`;

const added = z.object({
  name: z.string().trim().min(1).max(80),
  email: emailAddress(),
  role: z.enum(roles).default('agent'),
});
const named = z.object({ email: emailAddress() });

/** A mistake on the command line; it is shown together with the usage. */
class UsageError extends Error {}

const OPTIONS = {
  name: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean' },
} as const;

function check<Value>(schema: z.ZodType<Value>, values: object): Value {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}`);
}

async function readPassword(isGiven: boolean | undefined, { input }: Terminal): Promise<string> {
  if (isGiven !== true) throw new UsageError('--password-stdin: missing');
  const password = (await readAll(input)).replace(/\r?\n$/, '');
  if (password.length < SHORTEST_PASSWORD)
    throw new UsageError(`The password must have at least ${SHORTEST_PASSWORD} characters.`);
  if (password.length > LONGEST_PASSWORD)
    throw new UsageError(`The password may have at most ${LONGEST_PASSWORD} characters.`);
  return hashPassword(password);
}

async function run(
  { agents, audit, tickets }: Store,
  { values, words }: CommandLine<typeof OPTIONS>,
  terminal: Terminal,
): Promise<void> {
  const [command] = words;
  const note = (action: string, target: string): Promise<void> =>
    audit.note({ at: new Date(), actor: 'npm run agents', action, target });
  const change = async (done: string, what: Parameters<Store['agents']['change']>[1]): Promise<void> => {
    const { email } = check(named, values);
    if (!(await agents.change(email, what))) throw new UsageError(`There is no account for ${email}.`);
    await note(done, email);
    terminal.print(`${email}: ${done}. Signed out everywhere.`);
  };
  switch (command) {
    case 'add': {
      const { name, email, role } = check(added, values);
      const passwordHash = await readPassword(values['password-stdin'], terminal);
      const agent = await agents.add({ name, email, role, passwordHash }, new Date());
      if (agent === undefined) throw new UsageError(`${email} already has an account.`);
      await note('added', agent.email);
      terminal.print(`${agent.email}: added as ${agent.role}.`);
      return;
    }
    case 'list': {
      const all = await agents.list();
      if (all.length === 0) terminal.print('There are no accounts yet.');
      for (const { name, email, role, disabled } of all)
        terminal.print(`${email}  ${plainName(name)}  ${role}${disabled ? '  disabled' : ''}`);
      return;
    }
    case 'reset':
      check(named, values);
      return change('password changed', {
        passwordHash: await readPassword(values['password-stdin'], terminal),
      });
    case 'disable': {
      await change('disabled', { disabled: true });
      const { email } = check(named, values);
      const agent = await agents.findByEmail(email);
      if (agent !== undefined) await releaseTickets(tickets, agent.id, new Date());
      return;
    }
    case 'enable':
      return change('enabled', { disabled: false });
    case 'unbind':
      return change('unbound from OpenID Connect', { releasesSubject: true });
    default:
      throw new UsageError('No command given, or an unknown one.');
  }
}

/** Manages the desk's accounts. */
export async function runAgents(terminal: Terminal): Promise<void> {
  const given = readCommandLine(USAGE, OPTIONS, 'any', terminal);
  if (given === undefined) return;
  await runStoreCommand(async (place) => {
    try {
      await withStore(place, (store) => run(store, given, terminal), { mayCreate: true });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      refuseCommandLine(error.message, USAGE, terminal);
    }
  }, terminal);
}

if (import.meta.main) await runAgents(thisProcess);
