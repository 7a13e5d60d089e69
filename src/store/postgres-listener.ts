import { Client, type ClientConfig } from 'pg';
import type { Logger } from 'pino';

const RETRY_MS = 500;
const LOCK_RETRY_MS = 1000;

export interface ListenerOptions {
  connection: ClientConfig;
  channel: string;
  /** Held as an advisory lock for as long as this process is connected. */
  owner: number;
  log: Logger;
}

export interface Listener {
  /** Resolves when it hears for the first time; from then on it mends itself. */
  start(onPayload: (payload: string) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * One connection of its own that hears what other replicas publish and holds this process's advisory
 * lock. It comes back by itself after the database was away.
 */
export function openListener({ connection, channel, owner, log }: ListenerOptions): Listener {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let connectedBefore = false;

  async function connect(handlers: Handlers): Promise<void> {
    const next = new Client({ ...connection, statement_timeout: 0 });
    let over = false;
    const retry = (error?: Error): void => {
      if (over || closed) return;
      over = true;
      log.warn({ err: error }, 'The connection to other replicas is down; trying again');
      timer = setTimeout(() => void connect(handlers), RETRY_MS);
      next.end().catch(() => undefined);
    };
    next.on('error', retry);
    next.on('end', () => retry());
    next.on('notification', ({ payload }) => {
      if (payload !== undefined) handlers.onPayload(payload);
    });
    client = next;
    try {
      await next.connect();
      // A host that vanished without a word must not keep its lock for hours.
      await next.query(
        'set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3',
      );
      await next.query(`listen ${channel}`);
      await holdLock(next);
    } catch (error) {
      retry(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (connectedBefore) handlers.onGap();
    connectedBefore = true;
    handlers.onReady();
  }

  /** Never waits in the database: a connection that waits for a lock hears nothing meanwhile. */
  async function holdLock(on: Client): Promise<void> {
    const { rows } = await on.query<{ held: boolean }>('select pg_try_advisory_lock($1::bigint) as held', [
      owner,
    ]);
    if (rows[0]?.held === true || closed) return;
    // After a broken connection the server may hold the lock for the old one a while longer.
    timer = setTimeout(() => void holdLock(on).catch(() => undefined), LOCK_RETRY_MS);
  }

  return {
    start(onPayload, onGap) {
      return new Promise((onReady) => void connect({ onPayload, onGap, onReady }));
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

interface Handlers {
  onPayload: (payload: string) => void;
  onGap: () => void;
  onReady: () => void;
}
