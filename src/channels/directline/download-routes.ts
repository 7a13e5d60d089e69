import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createCounts } from '#http/counts.ts';
import { HttpProblem } from '#http/problem.ts';
import { createFairYield } from '#http/fair-yield.ts';
import { SHOWN_PICTURES } from '#uploads/upload-rules.ts';
import { directLineRoute } from './http.ts';

/**
 * Sends a file. Pages show attachments in `img` elements, which send no credentials, so the unguessable id is the
 * permission. Pictures are shown inline, everything else is downloaded. The file goes out in chunks, as fast as the
 * reader accepts them.
 */
export const readUpload = directLineRoute(
  {
    method: 'get',
    // A wildcard, because the router refuses long parameters; the name is only for saving the file.
    path: '/v3/directline/attachments/:uploadId/*',
    summary: 'Reads a file; its id is the permission.',
    callers: ['anyone'],
    answers: { 200: '*/*' },
  },
  ({ options: { store, limits }, location }) => {
    const { enabled, downloads } = limits;
    const counts = createCounts();
    const turn = createFairYield();
    const countIn = (id: string, address: string): (() => void) | undefined =>
      enabled
        ? counts.countIn([
            [`file ${id}`, downloads.atOnceOfFile],
            [`address ${address}`, downloads.atOnceOfAddress],
            ['all', downloads.atOnce],
          ])
        : () => undefined;
    return async ({ request, response, params: { uploadId: id } }) => {
      const countOut = countIn(id, location.addressOf(request));
      if (countOut === undefined)
        throw new HttpProblem(
          429,
          'TooManyRequests',
          'Too many files are being downloaded. Try again in 5 seconds.',
          {
            retryAfter: 5,
          },
        );
      try {
        const upload = await store.uploads.find(id);
        if (upload === undefined)
          throw new HttpProblem(404, 'NotFound', 'This file does not exist, or was deleted.');
        const { contentType, name } = upload;
        const disposition = SHOWN_PICTURES.includes(contentType) ? 'inline' : 'attachment';
        response.writeHead(200, {
          'Content-Type': contentType,
          'Content-Length': upload.size,
          'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'cross-origin',
          'Cache-Control': 'private, max-age=3600',
        });
        await sendPieces(store.uploads.pieces(id), response, { turn, stallMs: downloads.stallMs });
      } finally {
        countOut();
      }
      return undefined;
    };
  },
);

/** Sends a file in chunks; closes the connection if the reader stalls for too long. */
async function sendPieces(
  pieces: AsyncIterable<Uint8Array>,
  response: ServerResponse,
  { turn, stallMs }: { turn: () => Promise<void>; stallMs: number },
): Promise<void> {
  for await (const piece of pieces) {
    if (!response.write(piece) && !(await drained(response, stallMs))) {
      response.destroy();
      return;
    }
    await turn();
  }
  response.end();
}

/** @returns false if the reader has disconnected or stalled for too long */
async function drained(response: ServerResponse, stallMs: number): Promise<boolean> {
  if (response.destroyed) return false;
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(stallMs)]);
  try {
    return await Promise.race([
      once(response, 'drain', { signal }).then(() => true),
      once(response, 'close', { signal }).then(() => false),
    ]);
  } catch {
    return false;
  } finally {
    ended.abort();
  }
}
