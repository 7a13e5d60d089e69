import { Agent, request } from 'node:http';

/** As many connections as a browser keeps to one server. */
const CONNECTIONS = 6;

/** Posts JSON over keep-alive connections, with the same headers each time. */
export class JsonPoster {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #connections = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = { 'content-type': 'application/json', ...headers };
  }

  /**
   * Retries a request if the server was just closing the connection, as browsers do, so include an id of your own.
   * @throws unless the answer is 200
   */
  async post(path: string, body: object): Promise<void> {
    const text = JSON.stringify(body);
    while (!(await this.#attempt(path, text)));
  }

  close(): void {
    this.#connections.destroy();
  }

  /** @returns false if the kept connection was gone */
  #attempt(path: string, text: string): Promise<boolean> {
    const headers = { ...this.#headers, 'content-length': Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.#url}${path}`,
        { method: 'POST', headers, agent: this.#connections },
        (response) => {
          response.resume();
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve(true);
            else reject(new Error(`${path} was answered with ${response.statusCode}`));
          });
        },
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(false);
        else reject(error);
      });
      outgoing.end(text);
    });
  }
}
