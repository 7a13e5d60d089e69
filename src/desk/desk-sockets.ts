import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { pathOf, queryOf } from '../channels/directline/http.ts';
import type { StreamHub } from '../channels/directline/stream-hub.ts';
import { fromWatermark } from '../channels/directline/watermark.ts';
import type { ChatStore } from '../handoff/chat.ts';
import { type Counts, createCounts } from '../http/counts.ts';
import type { PacedSockets } from '../http/paced-sockets.ts';
import type { DeskHub } from './desk-hub.ts';
import { isOwnOrigin } from './http.ts';
import type { Sessions } from './sessions.ts';

const DESK = '/desk/socket';
const CHAT = /^\/desk\/chats\/([^/]+)\/stream$/;
const MAX_FRAME = 1024;
/** A desk opens one, and one for each chat that it shows; an agent may have it open in several tabs. */
const SOCKETS_PER_AGENT = 60;

export interface DeskSocketParts {
  sessions: Sessions;
  chats: ChatStore;
  desks: DeskHub;
  /** Conversations as agents see them. */
  streams: StreamHub;
  sockets: PacedSockets;
  log: Logger;
}

/** Whether an upgrade of this request is the desk's. */
export const isDeskRequest = (request: IncomingMessage): boolean =>
  pathOf(request) === DESK || CHAT.test(pathOf(request));

/**
 * Answers the desk's upgrades: `/desk/socket` (the state) and `/desk/chats/{reference}/stream?watermark=` (what is said
 * in a chat, from there on). Browsers send the cookie with an upgrade from any site, so the origin is checked as well.
 */
export function createDeskUpgrades(parts: DeskSocketParts) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  const counts = createCounts();
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!isDeskRequest(request)) return;
    socket.on('error', () => socket.destroy());
    open({ ...parts, counts }, server, request, socket, head).catch((error: unknown) => {
      parts.log.error({ err: error }, 'A desk could not be connected');
      refuse(socket, '500 Internal Server Error');
    });
  };
}

async function open(
  { sessions, chats, desks, streams, sockets, counts }: DeskSocketParts & { counts: Counts },
  server: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  if (!isOwnOrigin(request.headers)) return refuse(socket, '403 Forbidden');
  const agent = await sessions.agentOf(request);
  if (agent === undefined) return refuse(socket, '401 Unauthorized');
  const isSignedIn = async (): Promise<boolean> => (await sessions.agentOf(request)) !== undefined;
  const reference = CHAT.exec(pathOf(request))?.[1];
  const chat = reference === undefined ? undefined : await chats.find(reference);
  if (reference !== undefined && chat === undefined) return refuse(socket, '404 Not Found');
  if (socket.destroyed) return undefined;
  const countOut = sockets.hasPlace ? counts.countIn([[agent.id, SOCKETS_PER_AGENT]]) : undefined;
  if (countOut === undefined) return refuse(socket, '429 Too Many Requests');
  socket.once('close', countOut);
  if (chat === undefined) {
    server.handleUpgrade(
      request,
      socket,
      head,
      (opened) => void desks.attach(opened, { agentId: agent.id, isSignedIn }),
    );
    return undefined;
  }
  const after = fromWatermark(queryOf(request).get('watermark')) ?? 0;
  server.handleUpgrade(request, socket, head, (opened) => {
    desks.guard({ socket: opened, isSignedIn });
    streams.attach(opened, chat.conversationId, after);
  });
  return undefined;
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
