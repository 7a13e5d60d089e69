import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Activity } from '#bot-framework/activity.ts';

/** How the service handles a request: it responds, or does nothing at all. */
export type Answer = { status: number; headers?: Record<string, string> } | 'silence';

/** A fake channel service on this machine with scripted responses. */
export interface FailingConnector {
  serviceUrl: string;
  /** The texts of all requests, in order of arrival. */
  readonly tried: readonly string[];
  /** The texts of the requests that succeeded: what the customer sees. */
  readonly shown: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the service.
 * @param answers called with the number of the request, from 0, and its text; undefined for success
 */
export async function startFailingConnector(
  answers: (at: number, text: string) => Answer | undefined,
): Promise<FailingConnector> {
  const tried: string[] = [];
  const shown: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { text = '' } = JSON.parse(Buffer.concat(chunks).toString()) as Partial<Activity>;
      const answer = answers(tried.length, text) ?? { status: 200 };
      tried.push(text);
      if (answer === 'silence') return;
      const isTaken = answer.status < 300;
      if (isTaken) shown.push(text);
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(
        JSON.stringify(isTaken ? { id: `sent-${shown.length}` } : { error: { code: 'No', message: 'No' } }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tried,
    shown,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
