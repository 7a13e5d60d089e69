import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { single } from '#http/query.ts';
import type { RouteShape } from '#http/route.ts';
import type { StreamBroadcaster } from '#streams/stream-broadcaster.ts';
import { fromWatermark } from '#streams/watermark.ts';
import { type Counts, createCounts } from '#http/counts.ts';
import type { Location } from '#http/location.ts';
import { isFromOwnPage } from '#http/origins.ts';
import type { PacedSockets } from '#http/paced-sockets.ts';
import { HttpProblem } from '#http/problem.ts';
import { countConnection, type SocketRoute } from '#http/upgrades.ts';
import { pathOf, queryOf } from '#http/url.ts';
import { DESK_TAG } from './desk-route.ts';
import type { DeskBroadcaster } from './desk-broadcaster.ts';
import type { Sessions } from './sessions.ts';

const DESK = '/desk/socket';
const CHAT = /^\/desk\/chats\/([^/]+)\/stream$/;
/** A desk opens one, plus one for each chat that it shows; an agent may have several tabs open. */
const SOCKETS_PER_AGENT = 60;

const socketShape = (path: string, summary: string): RouteShape => ({
  method: 'get',
  path,
  summary,
  tag: DESK_TAG,
  callers: ['agent'],
  answers: { 101: null },
});

/** The sockets, for the description of the API. */
export const deskSocketShapes = [
  socketShape(DESK, "The desk's state, sent whole whenever some of it changes: a WebSocket."),
  {
    ...socketShape(
      '/desk/chats/:reference/stream',
      'Streams the messages of a chat or a ticket: a WebSocket whose frames are activity sets.',
    ),
    query: { schema: z.object({ watermark: single(z.string()) }) },
  },
];

export interface DeskSocketParts {
  sessions: Sessions;
  /** Finds the conversation of a chat or a ticket. */
  conversationOf: (reference: string) => Promise<string | undefined>;
  desks: DeskBroadcaster;
  /** Conversations as agents see them. */
  streams: StreamBroadcaster;
  sockets: PacedSockets;
  location: Location;
  log: Logger;
}

interface OpenParts extends DeskSocketParts {
  counts: Counts;
  onForeignOrigin: (origin: string | undefined) => void;
}

/**
 * The desk's sockets: `/desk/socket` (the state) and `/desk/chats/{reference}/stream?watermark=` (the messages of a
 * chat's or a ticket's conversation after the watermark). Browsers send the cookie with an upgrade request from any
 * site, so the origin is checked too.
 */
export function deskSockets(parts: DeskSocketParts): SocketRoute {
  const counts = createCounts();
  let hasWarned = false;
  /** The usual cause is a proxy that changes the host, not another site. */
  const onForeignOrigin = (origin: string | undefined): void => {
    if (hasWarned) return;
    hasWarned = true;
    parts.log.warn(
      { origin },
      'A page at another address tried to open the desk and was refused. If agents use the desk at that address, set PUBLIC_URL to it',
    );
  };
  return {
    matches: (path) => path === DESK || CHAT.test(path),
    open: (request) => open({ ...parts, counts, onForeignOrigin }, request),
  };
}

async function open(
  { sessions, conversationOf, desks, streams, sockets, counts, location, onForeignOrigin }: OpenParts,
  request: IncomingMessage,
): Promise<(socket: WebSocket) => void> {
  if (!isFromOwnPage(request, location)) {
    onForeignOrigin(request.headers.origin);
    throw new HttpProblem(403, 'Forbidden', 'This can only be done from the desk itself.');
  }
  const agent = await sessions.agentOf(request);
  if (agent === undefined) throw new HttpProblem(401, 'NotSignedIn', 'Please sign in.');
  const isSignedIn = async (): Promise<boolean> => (await sessions.agentOf(request)) !== undefined;
  const reference = CHAT.exec(pathOf(request))?.[1];
  const conversationId = reference === undefined ? undefined : await conversationOf(reference);
  if (reference !== undefined && conversationId === undefined)
    throw new HttpProblem(404, 'NotFound', 'This conversation no longer exists.');
  const countOut = sockets.hasCapacity ? counts.countIn([[agent.id, SOCKETS_PER_AGENT]]) : undefined;
  if (countOut === undefined)
    throw new HttpProblem(429, 'TooManyRequests', 'Too many connections are open. Close a tab, or wait.');
  countConnection(request, countOut);
  if (conversationId === undefined)
    return (socket) => void desks.attach(socket, { agentId: agent.id, isSignedIn });
  const base = location.baseUrlOf(request);
  const after = fromWatermark(queryOf(request).get('watermark')) ?? 0;
  return (socket) => {
    desks.guard({ socket, isSignedIn });
    streams.attach(socket, { conversationId, base, after });
  };
}
