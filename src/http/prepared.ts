import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The compressions, smallest result first, each with the pattern that finds it in `Accept-Encoding`. */
const ENCODINGS = [
  { encoding: 'br', wanted: /\bbr\b/ },
  { encoding: 'gzip', wanted: /\bgzip\b/ },
] as const;

type Encoding = (typeof ENCODINGS)[number]['encoding'];

/** Content in memory that is the same for everybody. */
export interface Prepared {
  type: string;
  etag: string;
  plain: Buffer;
  /** The same, compressed. */
  compressed: Partial<Record<Encoding, Buffer>>;
}

/** Adds the ETag by which browsers recognise content that they have. */
export function prepare(type: string, plain: Buffer, compressed: Prepared['compressed']): Prepared {
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  // Weak, because all encodings share it.
  return { type, etag: `W/"${hash}"`, plain, compressed };
}

/** Responds with the content in the smallest encoding the client accepts, or with 304 if the client has it already. */
export function sendPrepared(request: IncomingMessage, response: ServerResponse, prepared: Prepared): void {
  const { type, etag, plain, compressed } = prepared;
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304);
    response.end();
    return;
  }
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = ENCODINGS.find(
    (each) => each.wanted.test(accepted) && compressed[each.encoding],
  )?.encoding;
  const body = encoding === undefined ? plain : (compressed[encoding] ?? plain);
  response.setHeader('Content-Type', type);
  if (body !== plain && encoding !== undefined) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.byteLength);
  response.writeHead(200);
  response.end(body);
}
