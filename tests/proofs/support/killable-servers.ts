import { ServerProcess, type ServerOptions } from './server-process.ts';

/** One server or several replicas, each of which can be killed and started again where it was. */
export class KillableServers {
  readonly #options: readonly ServerOptions[];
  readonly #running: ServerProcess[] = [];

  constructor(options: readonly ServerOptions[]) {
    this.#options = options;
  }

  get count(): number {
    return this.#options.length;
  }

  /** @param index counted around: where there is one server, it is all of them */
  urlOf(index: number): string {
    return `http://127.0.0.1:${this.#of(index).port}`;
  }

  async startAll(): Promise<void> {
    await Promise.all(this.#options.map((_, index) => this.start(index)));
  }

  /** Resolves when it serves. */
  async start(index: number): Promise<void> {
    const server = new ServerProcess(this.#of(index));
    this.#running[index % this.count] = server;
    if (!(await server.ready)) throw new Error(`A server did not start: ${server.printed.join('\n')}`);
  }

  /** @returns whether it ran until then */
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
    if (options === undefined) throw new Error('There are no servers.');
    return options;
  }
}
