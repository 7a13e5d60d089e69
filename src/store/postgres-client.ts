import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** A connection that can be closed at once, even if the other side no longer answers. */
export class DisposableClient extends Client {
  readonly #socket: Socket;

  constructor(config: ClientConfig = {}) {
    const socket = new Socket();
    super({ ...config, stream: () => socket });
    this.#socket = socket;
  }

  /** Closes the connection without waiting; running queries fail. */
  destroy(): void {
    this.#socket.destroy();
  }
}

/**
 * Runs `work`, and destroys the connection if the server does not answer in time. A host that has vanished sends
 * nothing at all, so nothing else would ever end the wait.
 */
export async function answered<T>(
  client: DisposableClient,
  patienceMs: number,
  work: () => Promise<T>,
): Promise<T> {
  let isOver = false;
  let isLate = false;
  const timer = setTimeout(() => {
    // The answer may have arrived, but is still unread because this process was busy.
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
