import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Role } from '#store/roles.ts';
import { knowledgeDir } from '#tests/support/classifier-cache.ts';

const agents = join(import.meta.dirname, '../../../src/cli/agents.ts');

/** The password of every account in proofs and benches; the accounts are deleted with their databases. */
export const PASSWORD = 'a password of the proofs alone';

export const emailOf = (name: string): string => `${name.toLowerCase()}@example.com`;

/** Creates an account at the desk, as `npm run agents -- add` does. */
export async function addAgent(
  name: string,
  { dataDir, databaseUrl, role = 'agent' }: { dataDir: string; databaseUrl: string | undefined; role?: Role },
): Promise<void> {
  const account = ['--name', name, '--email', emailOf(name), '--role', role, '--password-stdin'];
  const child = spawn(process.execPath, [agents, 'add', ...account], {
    // That folder has no .env file.
    cwd: dataDir,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      KNOWLEDGE_DIR: knowledgeDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.end(PASSWORD);
  const [errors] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`No account could be created for ${name}: ${errors}`);
}
