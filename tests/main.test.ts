import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { knowledgeDir } from './support/classifier-cache.ts';
import { compileCache } from './support/compile-cache.ts';
import { createDataDir } from './support/data-dir.ts';
import { send } from './support/http.ts';
import { startCommand } from './support/start-command.ts';

/** Runs `npm start` as a separate process, in a folder without an .env file. */
function startProcess(environment: Record<string, string>) {
  const child = spawn(process.execPath, [...startCommand.options, startCommand.script], {
    cwd: inject('runFolder'),
    env: {
      PATH: process.env['PATH'],
      ...compileCache,
      PORT: '0',
      DATA_DIR: createDataDir(),
      KNOWLEDGE_DIR: knowledgeDir,
      ...environment,
    },
  });
  const printed = { output: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.errors += chunk.toString()));
  const closed = once(child, 'close').then(([exitCode]) => exitCode as number | null);
  /** Resolves with the output so far once it contains `words`, or when the process ends. */
  const prints = async (words: string): Promise<string> => {
    while (!printed.output.includes(words) && child.exitCode === null) {
      await Promise.race([once(child.stdout, 'data'), closed]);
    }
    return printed.output;
  };
  return { child, closed, prints, printed };
}

describe('npm start', () => {
  it('prints its address, serves, and exits cleanly on a signal', async () => {
    const { child, closed, prints } = startProcess({});
    const output = await prints('npm run chat');
    const [, url = ''] = /(http:\/\/127\.0\.0\.1:\d+)\/api\/messages/.exec(output) ?? [];
    expect(output).toContain('The support bot is ready.');
    expect(output).toMatch(
      /Desk for agents: http:\/\/127\.0\.0\.1:\d+\/desk#set-up=[\w-]{32} \(creates the first account\)/,
    );
    expect((await send(`${url}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await closed).toBe(0);
  });

  it('leaves its compiled code for the next start, even if it is killed', async () => {
    const dataDir = createDataDir();
    const { child, closed, prints } = startProcess({ DATA_DIR: dataDir, NODE_COMPILE_CACHE: '' });
    await prints('npm run chat');
    child.kill('SIGKILL');
    await closed;
    expect(await readdir(join(dataDir, 'compile-cache'), { recursive: true })).not.toHaveLength(0);
  });

  it('says in plain words that the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { closed, printed } = startProcess({ PORT: String(port) });
    expect(await closed).toBe(1);
    expect(printed.errors).toMatch(new RegExp(`^Port ${port} is in use by another program\\. .*\\n$`));
    taken.close();
  });

  it('says which variable is wrong', async () => {
    const { closed, printed } = startProcess({ PORT: 'abc', LOG_LEVEL: 'loud' });
    expect(await closed).toBe(1);
    expect(printed.errors).toContain('PORT: must be a number');
    expect(printed.errors).toContain('LOG_LEVEL: must be one of');
    expect(printed.errors).not.toMatch(/\bat .*\.ts/);
  });
});
