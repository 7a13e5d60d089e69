import { randomUUID } from 'node:crypto';
import { type RawRequest, type RawResponse, sendRaw } from '../support/raw-http.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** A visitor with a conversation. */
export interface Visitor {
  from: string;
  token: string;
  conversationId: string;
}

/** The server under attack, as the attacker sees it. */
export interface Target {
  server: ServerProcess;
  url: string;
  dataDir: string;
  /** The number of answers to the attack, by status; 0 stands for no answer. */
  statuses: Map<number, number>;
  send: (request: Omit<RawRequest, 'url'> & { path: string }) => Promise<RawResponse | undefined>;
  visit: (from: string) => Promise<Visitor>;
}

export const DIRECT_LINE = '/v3/directline';

/** Sends requests to a server, and counts its answers. */
export function targetOf(server: ServerProcess, dataDir: string): Target {
  const statuses = new Map<number, number>();
  const { url } = server;
  const send: Target['send'] = async ({ path, ...request }) => {
    const response = await sendRaw({ ...request, url: `${url}${path}` });
    const status = response?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    return response;
  };
  const visit = async (from: string): Promise<Visitor> => {
    const response = await send({
      path: `${DIRECT_LINE}/visitor-session`,
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: '{}',
      from,
    });
    const session = JSON.parse(response?.body ?? '{}') as { token?: string; conversationId?: string };
    if (session.token === undefined || session.conversationId === undefined)
      throw new Error(`A conversation was refused: ${response?.status} ${response?.body}`);
    return { from, token: session.token, conversationId: session.conversationId };
  };
  return { server, url, dataDir, statuses, send, visit };
}

/** A visitor's message, as a Direct Line client posts it. */
export const say = (
  { send }: Target,
  { from, token, conversationId }: Visitor,
  text: string,
): Promise<RawResponse | undefined> =>
  send({
    path: `${DIRECT_LINE}/conversations/${conversationId}/activities`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      from: { id: 'visitor' },
      text,
      channelData: { clientActivityID: randomUUID() },
    }),
    from,
  });
