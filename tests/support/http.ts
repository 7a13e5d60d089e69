import { type IncomingHttpHeaders, request } from 'node:http';

/** An HTTP response. */
export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Parses the body as JSON. @throws if it is not JSON */
  json: () => unknown;
}

/** What to send. */
export interface HttpRequest {
  method?: string;
  headers?: Record<string, string>;
  /** Sent unchanged if a string or bytes, otherwise as JSON. */
  body?: unknown;
}

const isRaw = (body: unknown): body is string | Uint8Array | undefined =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array;

/** Sends a request, including headers that `fetch` does not allow (Host, Forwarded). */
export function send(
  url: string,
  { method = 'GET', headers = {}, body }: HttpRequest = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text) as unknown,
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(isRaw(body) ? body : JSON.stringify(body));
  });
}

/** Posts a body as JSON. */
export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
  send(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
