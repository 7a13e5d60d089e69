import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openRoutes } from './routes.ts';

let app: Awaited<ReturnType<typeof openRoutes>>;
beforeAll(async () => {
  app = await openRoutes();
});
afterAll(() => app.running.app.stop());

const ROUNDS = 15;

interface Asked {
  method: 'GET' | 'POST' | 'HEAD';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Requests of every kind: served and refused, with a body that is read or not. */
function everyKind(): Asked[] {
  const { conversationId, token } = app;
  const chat = `/v3/directline/conversations/${conversationId}`;
  const headers = { authorization: `Bearer ${token}` };
  const json = { ...headers, 'content-type': 'application/json' };
  const body = JSON.stringify({ type: 'message', text: 'x'.repeat(20_000) });
  return [
    { method: 'GET', path: '/healthz', headers: {} },
    { method: 'HEAD', path: '/desk', headers: {} },
    { method: 'GET', path: '/nothing-here', headers: {} },
    { method: 'GET', path: chat, headers },
    { method: 'GET', path: `${chat}/activities`, headers },
    { method: 'POST', path: `${chat}/activities`, headers: json, body: '{"type":"typing"}' },
    { method: 'POST', path: `${chat}/activities`, headers: json, body: 'no JSON' },
    // Refused before the body is read.
    { method: 'POST', path: `${chat}/activities`, headers: {}, body: body },
    { method: 'POST', path: '/nothing-here', headers: {}, body: body },
    { method: 'POST', path: `${chat}/upload`, headers, body: 'a file' },
  ];
}

/** Sends a request over the agent's only connection and reads the whole response. */
const ask = (agent: Agent, { method, path, headers, body }: Asked): Promise<number> =>
  new Promise((resolve, reject) => {
    const asking = request(`${app.running.url}${path}`, { agent, method, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('error', reject).end(body);
  });

const listenersOf = (socket: Socket): Record<string, number> =>
  Object.fromEntries(socket.eventNames().map((name) => [String(name), socket.listenerCount(name)]));

describe('a connection that is kept alive', () => {
  it('has as many listeners after many requests as after the first', async () => {
    const sockets = new Set<Socket>();
    const counts: Record<string, number>[] = [];
    const began = (message: unknown): void => {
      const { socket } = (message as { request: IncomingMessage }).request;
      sockets.add(socket);
      counts.push(listenersOf(socket));
    };
    const warnings: Error[] = [];
    const warned = (warning: Error): void => void warnings.push(warning);
    subscribe('http.server.request.start', began);
    process.on('warning', warned);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => {
      agent.destroy();
      process.off('warning', warned);
      unsubscribe('http.server.request.start', began);
    });
    const asked = everyKind();
    for (let round = 0; round < ROUNDS; round += 1) for (const each of asked) await ask(agent, each);
    expect(sockets.size).toBe(1);
    expect(counts).toHaveLength(ROUNDS * asked.length);
    for (const count of counts) expect(count).toEqual(counts[0]);
    expect(warnings).toEqual([]);
  });
});
