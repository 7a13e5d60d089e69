import { Agent, type IncomingHttpHeaders, request as startRequest } from 'node:http';

export interface RawRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The request's source address, in 127.0.0.0/8; the server's limits count each as a separate visitor. */
  from?: string;
  timeoutMs?: number;
}

export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds until the answer was complete. */
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
 * Sends one request unchanged, without the corrections of an HTTP client.
 * @returns undefined if no complete answer arrived: the server hung up, or the time-out passed
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
      // The server had just closed the idle connection, so the request never reached it.
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve(sendRaw(raw));
      else lost();
    });
    request.end(body);
  });
}
