import { Agent, type IncomingHttpHeaders, request as startRequest } from 'node:http';

export interface RawRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The address that the request comes from, of 127.0.0.0/8: each is another visitor's to the server's limits. */
  from?: string;
  timeoutMs?: number;
}

export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds from the start to the whole answer. */
  took: number;
}

const agents = new Map<string, Agent>();

function agentFor(from: string): Agent {
  const known = agents.get(from);
  if (known !== undefined) return known;
  const agent = new Agent({ keepAlive: true, maxSockets: 50, localAddress: from });
  agents.set(from, agent);
  return agent;
}

/**
 * Sends one request as it is, without a browser's manners.
 * @returns undefined when there was no whole answer: the server hung up, or took longer than the time-out
 */
export function sendRaw(raw: RawRequest): Promise<RawResponse | undefined> {
  const { url, method = 'GET', headers = {}, body, from = '127.0.0.1', timeoutMs = 30_000 } = raw;
  const began = performance.now();
  return new Promise((resolve) => {
    const lost = (): void => resolve(undefined);
    const request = startRequest(
      url,
      { method, headers, agent: agentFor(from), signal: AbortSignal.timeout(timeoutMs) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', lost);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
            took: performance.now() - began,
          }),
        );
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server had just closed the idle connection: the request never reached it.
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve(sendRaw(raw));
      else lost();
    });
    request.end(body);
  });
}
