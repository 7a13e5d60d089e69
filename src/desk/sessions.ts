import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Agent, Agents } from '../store/agents.ts';

const COOKIE = 'desk';
/** A working day. */
const LASTS_MS = 12 * 3_600_000;

export interface SessionParts {
  agents: Agents;
  clock: () => Date;
  /** Stands before the server's own paths, as browsers see them. */
  basePath: string;
  /** Whether browsers reach the server by https: the cookie is then sent by nothing else. */
  isSecure: (request: IncomingMessage) => boolean;
}

/** Who is signed in, by a cookie that scripts cannot read and other sites cannot send. */
export interface Sessions {
  begin(request: IncomingMessage, response: ServerResponse, agent: Agent): Promise<void>;
  agentOf(request: IncomingMessage): Promise<Agent | undefined>;
  end(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const idOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const tokenIn = ({ headers }: IncomingMessage): string | undefined =>
  headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);

/** Makes sessions over the store. */
export function createSessions({ agents, clock, basePath, isSecure }: SessionParts): Sessions {
  const setCookie = (
    request: IncomingMessage,
    response: ServerResponse,
    value: string,
    seconds: number,
  ): void => {
    const attributes = [`Path=${basePath}/desk`, 'HttpOnly', 'SameSite=Strict', `Max-Age=${seconds}`];
    if (isSecure(request)) attributes.push('Secure');
    // Another cookie of the same answer stays.
    const others = [response.getHeader('Set-Cookie') ?? []]
      .flat()
      .map(String)
      .filter((cookie) => !cookie.startsWith(`${COOKIE}=`));
    response.setHeader('Set-Cookie', [...others, [`${COOKIE}=${value}`, ...attributes].join('; ')]);
  };
  return {
    async begin(request, response, agent) {
      // A new one each time: what somebody else put into the browser before is worth nothing.
      const token = randomBytes(32).toString('base64url');
      const now = clock();
      const expiresAt = new Date(now.getTime() + LASTS_MS);
      await agents.openSession(idOf(token), agent.id, { now, expiresAt });
      setCookie(request, response, token, LASTS_MS / 1000);
    },
    async agentOf(request) {
      const token = tokenIn(request);
      return token === undefined ? undefined : await agents.findBySession(idOf(token), clock());
    },
    async end(request, response) {
      const token = tokenIn(request);
      if (token !== undefined) await agents.closeSession(idOf(token));
      setCookie(request, response, '', 0);
    },
  };
}
