import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';

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
  /** The content itself, or compressed in several ways. */
  forms: Uncompressed | Compressed;
}

interface Uncompressed {
  plain: Buffer;
}

/**
 * Few clients want it uncompressed: it is unpacked for them, because keeping it would take several times the memory.
 */
type Compressed = { gzip: Buffer } & Partial<Record<Encoding, Buffer>>;

/** Adds the ETag by which browsers recognise content that they have. */
export function prepare(type: string, forms: Prepared['forms']): Prepared {
  const hashed = 'plain' in forms ? forms.plain : forms.gzip;
  const hash = createHash('sha256').update(hashed).digest('base64url').slice(0, 22);
  // Weak, because all encodings share it.
  return { type, etag: `W/"${hash}"`, forms };
}

/** Responds with the content in the smallest encoding the client accepts, or with 304 if the client has it already. */
export function sendPrepared(request: IncomingMessage, response: ServerResponse, prepared: Prepared): void {
  const { type, etag, forms } = prepared;
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304);
    response.end();
    return;
  }
  const accepted = request.headers['accept-encoding'] ?? '';
  const { encoding, body } = formFor(accepted, forms);
  response.setHeader('Content-Type', type);
  if (encoding !== undefined) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.byteLength);
  response.writeHead(200);
  response.end(body);
}

function formFor(accepted: string, forms: Prepared['forms']): { encoding?: Encoding; body: Buffer } {
  if ('plain' in forms) return { body: forms.plain };
  for (const { encoding, wanted } of ENCODINGS) {
    const body = forms[encoding];
    if (body !== undefined && wanted.test(accepted)) return { encoding, body };
  }
  return { body: gunzipSync(forms.gzip) };
}
