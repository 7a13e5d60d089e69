import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { cookiesIn, setCookie } from '#http/cookies.ts';
import type { Agent, Agents } from '#store/agents.ts';

const COOKIE = 'desk';
/** A working day. */
const LASTS_MS = 12 * 3_600_000;

export interface SessionParts {
  agents: Agents;
  clock: () => Date;
  /** The path in front of the server's own paths, as browsers see it. */
  basePath: string;
  /** Whether browsers reach the server over HTTPS; if so, they send the cookie over HTTPS only. */
  isSecure: (request: IncomingMessage) => boolean;
}

/** Identifies signed-in agents by a cookie that scripts cannot read and other sites cannot send. */
export interface Sessions {
  begin(request: IncomingMessage, response: ServerResponse, agent: Agent): Promise<void>;
  agentOf(request: IncomingMessage): Promise<Agent | undefined>;
  end(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const idOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const tokenIn = (request: IncomingMessage): string | undefined => cookiesIn(request)[COOKIE];

/** Builds sessions that are kept in the store. */
export function createSessions({ agents, clock, basePath, isSecure }: SessionParts): Sessions {
  const give = (request: IncomingMessage, response: ServerResponse, value: string, seconds: number): void =>
    setCookie(response, {
      name: COOKIE,
      value,
      path: `${basePath}/desk`,
      seconds,
      sameSite: 'strict',
      isSecure: isSecure(request),
    });
  return {
    async begin(request, response, agent) {
      // A new token each time, so that one planted in the browser earlier is worthless.
      const token = randomBytes(32).toString('base64url');
      const now = clock();
      const expiresAt = new Date(now.getTime() + LASTS_MS);
      await agents.openSession(idOf(token), agent.id, { now, expiresAt });
      give(request, response, token, LASTS_MS / 1000);
    },
    async agentOf(request) {
      const token = tokenIn(request);
      return token === undefined ? undefined : await agents.findBySession(idOf(token), clock());
    },
    async end(request, response) {
      const token = tokenIn(request);
      if (token !== undefined) await agents.closeSession(idOf(token));
      give(request, response, '', 0);
    },
  };
}
