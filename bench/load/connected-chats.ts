import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAgent } from '#tests/proofs/support/add-agent.ts';
import { DeskAgent } from '#tests/proofs/support/desk-agent.ts';
import { DirectLineClient, type Statuses } from '#tests/proofs/support/direct-line.ts';
import { SECRET } from '#tests/proofs/support/server-process.ts';
import { makeDataDir } from '#tests/proofs/support/warm-cache.ts';
import { startCommand } from '#tests/support/start-command.ts';
import { ChatPair } from './chat-pair.ts';
import type { Pair } from './exchange.ts';
import { JsonPoster } from './json-poster.ts';
import { startProgram } from './program.ts';

/** A server with all these chats connected. */
export interface ConnectedChats {
  pairs: Pair[];
  close: () => Promise<void>;
}

export interface ConnectedChatsOptions {
  /** PostgreSQL; undefined for SQLite. */
  databaseUrl: string | undefined;
  agents: number;
  chatsPerAgent: number;
}

/**
 * Starts the real server with accounts at its desk; all agents are present and claim their chats, this many at a time.
 */
export async function connectChats({
  databaseUrl,
  agents,
  chatsPerAgent,
}: ConnectedChatsOptions): Promise<ConnectedChats> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-handoff-'));
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const dataDir = await makeDataDir(folder, 'data');
  const names = Array.from({ length: agents }, (_, number) => `Agent${number + 1}`);
  // One after the other, because the first creates the database.
  for (const name of names) await addAgent(name, { dataDir, databaseUrl });
  const program = await startProgram(startCommand.script, {
    nodeOptions: startCommand.options,
    environment: {
      DATA_DIR: dataDir,
      DIRECT_LINE_SECRET: SECRET,
      RATE_LIMIT: 'off',
      CHATS_PER_AGENT: '50',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
  }).catch(async (error: unknown) => {
    await removeFolder();
    throw error;
  });
  const { url } = program;
  const statuses: Statuses = new Map();
  const ending = new AbortController();
  const { signal } = ending;
  const client = new DirectLineClient(() => url, statuses, signal);
  const posters: JsonPoster[] = [];
  const pairs: Pair[] = [];
  const close = async (): Promise<void> => {
    ending.abort();
    for (const pair of pairs) pair.leave();
    for (const poster of posters) poster.close();
    await program.stop();
    await removeFolder();
  };
  try {
    const seated = await Promise.all(
      names.map(async (name) => {
        const agent = await DeskAgent.signIn({ name, url, statuses, signal });
        const poster = new JsonPoster(url, { cookie: agent.cookie, origin: url });
        posters.push(poster);
        return { agent, poster };
      }),
    );
    await Promise.all(
      seated.map(async (seat) => {
        for (let count = 0; count < chatsPerAgent; count += 1)
          pairs.push(await ChatPair.meet(url, client, seat, signal));
      }),
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { pairs, close };
}
