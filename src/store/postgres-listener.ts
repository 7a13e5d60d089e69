import type { ClientConfig } from 'pg';
import type { Logger } from 'pino';
import { answered, DisposableClient } from './postgres-client.ts';

const RETRY_MS = 500;
const LOCK_RETRY_MS = 1000;
/** A connection that only listens does not notice by itself that its host has vanished. */
const BEAT_MS = 2000;
const PATIENCE_MS = 2000;

export interface ListenerOptions {
  connection: ClientConfig;
  channel: string;
  /** The key of the advisory lock that this process holds while it is connected. */
  owner: number;
  log: Logger;
  /** Called when the connection has failed: others to the same host may be dead as well. */
  onSilence: () => void;
}

export interface Listener {
  /** Resolves when it first listens; after that, it reconnects by itself. */
  start(onPayload: (payload: string) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * A separate connection that listens to other replicas and holds this process's advisory lock. It reconnects by itself
 * after the database was unavailable.
 */
export function openListener({ connection, channel, owner, log, onSilence }: ListenerOptions): Listener {
  let client: DisposableClient | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let lockTimer: NodeJS.Timeout | undefined;
  let beatTimer: NodeJS.Timeout | undefined;
  let closed = false;
  let connectedBefore = false;
  let isDown = false;

  async function connect(handlers: Handlers): Promise<void> {
    const next = new DisposableClient({ ...connection, statement_timeout: 0 });
    let over = false;
    const retry = (error?: Error): void => {
      if (over || closed) return;
      over = true;
      if (!isDown) log.warn({ err: error }, 'lost the connection to other replicas; trying again');
      isDown = true;
      clearTimeout(lockTimer);
      clearTimeout(beatTimer);
      next.destroy();
      if (connectedBefore) onSilence();
      retryTimer = setTimeout(() => void connect(handlers), RETRY_MS);
    };
    const ask = (text: string) => answered(next, PATIENCE_MS, () => next.query(text));
    const beat = (): void => {
      beatTimer = setTimeout(() => void ask('select 1').then(beat, retry), BEAT_MS);
    };
    next.on('error', retry);
    next.on('end', () => retry());
    next.on('notification', ({ payload }) => {
      if (payload !== undefined) handlers.onPayload(payload);
    });
    client = next;
    try {
      await next.connect();
      // If this host vanishes without a word, its lock must not stay for hours.
      await ask('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3');
      await ask(`listen ${channel}`);
      await holdLock(next);
    } catch (error) {
      retry(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    beat();
    if (isDown) log.info('the connection to other replicas is back');
    isDown = false;
    if (connectedBefore) handlers.onGap();
    connectedBefore = true;
    handlers.onReady();
  }

  /** Never waits for a lock inside the database: a connection that waits there receives no notifications. */
  async function holdLock(on: DisposableClient): Promise<void> {
    const { rows } = await answered(on, PATIENCE_MS, () =>
      on.query<{ held: boolean }>('select pg_try_advisory_lock($1::bigint) as held', [owner]),
    );
    if (rows[0]?.held === true || closed) return;
    // After a lost connection, the server may hold the old lock for a while longer.
    lockTimer = setTimeout(() => void holdLock(on).catch(() => undefined), LOCK_RETRY_MS);
  }

  return {
    start(onPayload, onGap) {
      return new Promise((onReady) => void connect({ onPayload, onGap, onReady }));
    },
    async close() {
      closed = true;
      clearTimeout(retryTimer);
      clearTimeout(lockTimer);
      clearTimeout(beatTimer);
      if (client !== undefined)
        await answered(client, PATIENCE_MS, async () => client?.end()).catch(() => undefined);
    },
  };
}

interface Handlers {
  onPayload: (payload: string) => void;
  onGap: () => void;
  onReady: () => void;
}
