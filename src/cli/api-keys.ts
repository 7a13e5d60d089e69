/** `npm run api-keys`: manages the keys that let other programs read the insights. */
import type { Store } from '#store/store.ts';
import { plainName } from '#text/plain-name.ts';
import { type CommandLine, readCommandLine, refuseCommandLine } from './command-line.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { runStoreCommand, withStore } from './with-store.ts';

const USAGE = `Usage:
  npm run api-keys -- create --name "BI tool"
  npm run api-keys -- list
  npm run api-keys -- revoke --id ID`;

const OPTIONS = { name: { type: 'string' }, id: { type: 'string' } } as const;
const LONGEST_NAME = 80;
const ACTOR = 'npm run api-keys';

/** @returns a mistake on the command line; undefined if there is none */
async function run(
  { apiKeys, audit }: Store,
  { values, words }: CommandLine<typeof OPTIONS>,
  terminal: Terminal,
): Promise<string | undefined> {
  const at = new Date();
  switch (words[0]) {
    case 'create': {
      const name = plainName(values.name ?? '');
      if (name === '' || name.length > LONGEST_NAME)
        return `--name: say what the key is for, in at most ${LONGEST_NAME} characters`;
      const { apiKey, secret } = await apiKeys.create(name, at);
      await audit.note({ at, actor: ACTOR, action: 'created an API key', target: name });
      terminal.print(`${secret}\nThis is key ${apiKey.id}, ${name}. Keep it now: it is not shown again.`);
      return undefined;
    }
    case 'list': {
      const all = await apiKeys.list();
      if (all.length === 0) terminal.print('There are no API keys.');
      for (const { id, name, createdAt, usedAt } of all)
        terminal.print(
          `${id}  ${name}  created ${createdAt.toISOString()}  ${usedAt === undefined ? 'never used' : `used ${usedAt.toISOString()}`}`,
        );
      return undefined;
    }
    case 'revoke': {
      const id = values.id ?? '';
      if (!(await apiKeys.revoke(id))) return '--id: there is no such key; list shows them';
      await audit.note({ at, actor: ACTOR, action: 'revoked an API key', target: id });
      terminal.print(`${id}: revoked. It no longer works anywhere.`);
      return undefined;
    }
    default:
      return 'No command given, or an unknown one.';
  }
}

/** Manages the keys. */
export async function runApiKeys(terminal: Terminal): Promise<void> {
  const given = readCommandLine(USAGE, OPTIONS, 'any', terminal);
  if (given === undefined) return;
  const work = async (store: Store): Promise<void> => {
    const mistake = await run(store, given, terminal);
    if (mistake !== undefined) refuseCommandLine(mistake, USAGE, terminal);
  };
  await runStoreCommand((place) => withStore(place, work, { mayCreate: true }), terminal);
}

if (import.meta.main) await runApiKeys(thisProcess);
