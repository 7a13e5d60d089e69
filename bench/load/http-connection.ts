import { connect, type Socket } from 'node:net';

/** A response: the status and the whole body. */
export interface HttpAnswer {
  status: number;
  body: string;
}

const HEAD_END = '\r\n\r\n';
/** A server may close an idle connection (Node does after 5 s), so one that has been idle this long is reopened. */
const MAX_REST_MS = 3000;

/**
 * One keep-alive HTTP/1.1 connection with one request at a time, like a browser's or a connector's. It is much cheaper
 * than Node's own client, so that a bench measures the server. It only supports responses with Content-Length.
 */
export class HttpConnection {
  readonly #url: URL;
  #socket: Socket;
  #usedAt = performance.now();
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  constructor(url: string) {
    this.#url = new URL(url);
    this.#socket = this.#open();
  }

  /** @param body sent as JSON */
  post(path: string, body: unknown, authorization?: string): Promise<HttpAnswer> {
    const text = JSON.stringify(body);
    // A server also closes a connection that has had no request yet, with an unsolicited response.
    if (this.#socket.destroyed || performance.now() - this.#usedAt > MAX_REST_MS) {
      this.#socket.destroy();
      this.#socket = this.#open();
    }
    const credentials = authorization === undefined ? '' : `Authorization: Bearer ${authorization}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${this.#url.host}\r\n${credentials}Content-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #open(): Socket {
    const { hostname, port } = this.#url;
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(socket, error));
    socket.on('close', () => this.#fail(socket, new Error('The server closed the connection.')));
    return socket;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    if (length === undefined) {
      this.#fail(this.#socket, new Error(`The answer has no length: ${head}`));
      return;
    }
    const start = end + HEAD_END.length;
    const whole = start + Number(length);
    if (this.#received.length < whole) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#received.toString('utf8', start, whole) };
    this.#received = this.#received.subarray(whole);
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    this.#usedAt = performance.now();
    waiting.resolve(answer);
  }

  #fail(socket: Socket, error: Error): void {
    if (socket !== this.#socket) return;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
