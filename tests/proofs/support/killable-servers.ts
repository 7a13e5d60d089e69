import { ServerProcess, type ServerOptions } from './server-process.ts';

/** One server or several replicas; each can be killed and restarted on the same port. */
export class KillableServers {
  readonly #options: readonly ServerOptions[];
  readonly #running: ServerProcess[] = [];

  constructor(options: readonly ServerOptions[]) {
    this.#options = options;
  }

  get count(): number {
    return this.#options.length;
  }

  /** @param index wraps around, so that a single server has every index */
  urlOf(index: number): string {
    return `http://127.0.0.1:${this.#of(index).port}`;
  }

  async startAll(): Promise<void> {
    await Promise.all(this.#options.map((_, index) => this.start(index)));
  }

  /** Resolves when the server is ready. */
  async start(index: number): Promise<void> {
    const server = new ServerProcess(this.#of(index));
    this.#running[index % this.count] = server;
    if (!(await server.ready)) throw new Error(`A server did not start: ${server.printed.join('\n')}`);
  }

  /** @returns false if it had exited by itself before */
  kill(index: number): Promise<boolean> {
    return this.#running[index % this.count]?.kill() ?? Promise.resolve(false);
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#running.map((server) => server.kill()));
  }

  /** @returns the exit codes */
  stopAll(): Promise<(number | null)[]> {
    return Promise.all(this.#running.map((server) => server.stop()));
  }

  #of(index: number): ServerOptions {
    const options = this.#options[index % this.count];
    if (options === undefined) throw new Error('No server was configured.');
    return options;
  }
}
