import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** A connection that can be ended at once, also where the other side does not answer any more. */
export class DisposableClient extends Client {
  readonly #socket: Socket;

  constructor(config: ClientConfig = {}) {
    const socket = new Socket();
    super({ ...config, stream: () => socket });
    this.#socket = socket;
  }

  /** Running queries fail; nothing is waited for. */
  destroy(): void {
    this.#socket.destroy();
  }
}

/**
 * Waits for an answer of the server for so long; then the connection is destroyed, and `work` fails. A host that has
 * vanished sends nothing, not even that it is gone, so nothing else would ever end the wait.
 */
export async function answered<T>(
  client: DisposableClient,
  patienceMs: number,
  work: () => Promise<T>,
): Promise<T> {
  let isOver = false;
  let isLate = false;
  const timer = setTimeout(() => {
    // The answer may lie there unread, where this process was busy.
    setImmediate(() => {
      if (isOver) return;
      isLate = true;
      client.destroy();
    });
  }, patienceMs);
  try {
    return await work();
  } catch (error) {
    throw isLate ? new Error(`There was no answer within ${patienceMs / 1000} s.`, { cause: error }) : error;
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
