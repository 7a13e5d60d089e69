import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { PacedSockets } from '../../http/paced-sockets.ts';
import type { Conversations } from '../../store/conversations.ts';
import { errorBody } from '../http-server.ts';
import type { Location } from './address.ts';
import { checkOrigin, checkReach } from './authorize.ts';
import { conversationNotFound, Failure } from './failure.ts';
import { asFailure, pathOf, queryOf } from './http.ts';
import type { RateLimits } from './rate-limits.ts';
import type { StreamHub } from './stream-hub.ts';
import type { Tokens } from './tokens.ts';
import { fromWatermark } from './watermark.ts';

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** Clients send nothing but empty frames. */
const MAX_FRAME = 1024;

export interface UpgradeParts {
  tokens: Tokens;
  limits: RateLimits;
  location: Location;
  conversations: Conversations;
  hub: StreamHub;
  sockets: PacedSockets;
  log: Logger;
}

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Whether an upgrade of this request is for a Direct Line stream. */
export const isStreamRequest = (request: IncomingMessage): boolean => PATH.test(pathOf(request));

/** Answers `GET …/stream` upgrades and leaves every other path to others. */
export function createUpgradeHandler(parts: UpgradeParts): UpgradeHandler {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  return (request, socket, head) => {
    const conversationId = PATH.exec(pathOf(request))?.[1];
    if (conversationId === undefined) return;
    socket.on('error', () => socket.destroy());
    open(parts, server, conversationId, request, socket, head).catch((error: unknown) => {
      const failure = asFailure(error);
      if (failure.statusCode >= 500) parts.log.error({ err: error }, 'A stream could not be opened');
      refuse(socket, failure);
    });
  };
}

async function open(
  { tokens, limits, location, conversations, hub, sockets }: UpgradeParts,
  server: WebSocketServer,
  conversationId: string,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const query = queryOf(request);
  const token = query.get('t');
  if (token === null || token === '')
    throw new Failure(401, 'MissingCredentials', 'The stream URL lacks its token.');
  const grant = await tokens.verifyStream(token);
  checkReach({ kind: 'visitor', grant }, conversationId);
  checkOrigin(grant, request.headers.origin);
  const conversation = await conversations.find(conversationId);
  if (conversation === undefined) throw conversationNotFound();
  if (socket.destroyed) return;
  const from = { conversationId, userId: grant.userId, address: location.addressOf(request) };
  const countOut = sockets.hasPlace ? limits.socket(from) : undefined;
  if (countOut === undefined)
    throw new Failure(429, 'TooManyRequests', 'Too many open connections. Close one, or wait.', 10);
  // Counted until the connection ends, however it ends, and whether or not it becomes a stream.
  socket.once('close', countOut);
  // A watermark from elsewhere must not hide what is to come.
  const after = Math.min(fromWatermark(query.get('watermark')) ?? Infinity, conversation.lastSeq);
  server.handleUpgrade(request, socket, head, (stream) => hub.attach(stream, conversationId, after));
}

function refuse(socket: Duplex, failure: Failure): void {
  const body = JSON.stringify(errorBody(failure.code, failure.message));
  const retry = failure.retryAfter === undefined ? '' : `Retry-After: ${failure.retryAfter}\r\n`;
  socket.end(
    `HTTP/1.1 ${failure.statusCode} ${STATUS_CODES[failure.statusCode] ?? ''}\r\n` +
      `Connection: close\r\nContent-Type: application/json\r\n${retry}` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
