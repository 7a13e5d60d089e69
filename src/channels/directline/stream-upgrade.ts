import { HttpProblem } from '#http/problem.ts';
import { conversationNotFound } from './authorize.ts';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Location } from '#http/location.ts';
import type { PacedSockets } from '#http/paced-sockets.ts';
import { single } from '#http/query.ts';
import type { RouteShape } from '#http/route.ts';
import { countConnection, type SocketRoute } from '#http/upgrades.ts';
import { pathOf, queryOf } from '#http/url.ts';
import type { Conversations } from '#store/conversations.ts';
import { checkOrigin, checkReach } from './authorize.ts';
import type { RateLimits } from './rate-limits.ts';
import type { StreamBroadcaster } from '#streams/stream-broadcaster.ts';
import type { Tokens } from './tokens.ts';
import { fromWatermark } from '#streams/watermark.ts';

/** The stream, for the description of the API. */
export const streamShape: RouteShape = {
  method: 'get',
  path: '/v3/directline/conversations/:conversationId/stream',
  summary: 'Streams the activities of a conversation: a WebSocket whose frames are activity sets.',
  tag: 'Direct Line',
  callers: ['anyone'],
  query: {
    schema: z.object({
      t: single(z.string().describe('From `streamUrl`.')),
      watermark: single(z.string()),
    }),
  },
  answers: { 101: null },
};

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
export interface StreamParts {
  tokens: Tokens;
  limits: RateLimits;
  location: Location;
  conversations: Conversations;
  hub: StreamBroadcaster;
  sockets: PacedSockets;
}

export const streamRoute = (parts: StreamParts): SocketRoute => ({
  matches: (path) => PATH.test(path),
  open: (request) => open(parts, request),
});

async function open(
  { tokens, limits, location, conversations, hub, sockets }: StreamParts,
  request: IncomingMessage,
): Promise<(stream: WebSocket) => void> {
  const conversationId = PATH.exec(pathOf(request))?.[1] ?? '';
  const query = queryOf(request);
  const token = query.get('t');
  if (token === null || token === '')
    throw new HttpProblem(401, 'MissingCredentials', 'The stream URL has no token.');
  const grant = tokens.verifyStream(token);
  checkReach({ kind: 'visitor', grant }, conversationId);
  checkOrigin(grant, request.headers.origin);
  const conversation = await conversations.find(conversationId);
  if (conversation === undefined) throw conversationNotFound();
  const from = { conversationId, userId: grant.userId, address: location.addressOf(request) };
  const countOut = sockets.hasCapacity ? limits.socket(from) : undefined;
  if (countOut === undefined)
    throw new HttpProblem(429, 'TooManyRequests', 'Too many connections are open. Close one, or wait.', {
      retryAfter: 10,
    });
  countConnection(request, countOut);
  // A watermark from another conversation must not hide new activities.
  const after = Math.min(fromWatermark(query.get('watermark')) ?? Infinity, conversation.lastSeq);
  const base = location.baseUrlOf(request);
  return (stream) => hub.attach(stream, { conversationId, base, after });
}
