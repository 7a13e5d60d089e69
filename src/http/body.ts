import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { HttpProblem } from './problem.ts';

/** How much of a body is taken, and for how long. */
export interface BodyLimits {
  bytes: number;
  /** Milliseconds from now until the whole of it must be there. */
  withinMs?: number;
}

/** More than anybody needs for a message, on any network. */
const MESSAGE_MS = 15_000;
/** The same for files, over a slow connection. */
export const FILES_MS = 120_000;

interface Taker {
  chunk(chunk: Buffer): void;
  end(): void;
  fail(problem: HttpProblem): void;
}

/**
 * Reads a request's body. Read it after everything that could refuse the request without it.
 * @throws {HttpProblem} 413 as soon as it is known to be longer, without reading on; 415 when it is compressed; 408 when
 *   it does not come in time; 400 when it breaks off
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    take(request, limits, {
      chunk: (chunk) => chunks.push(chunk),
      end: () => resolve(Buffer.concat(chunks)),
      fail: reject,
    });
  });
}

/**
 * A request's body as a stream, for what is taken apart while it comes in. It is not read faster than the stream is,
 * and ends with the same errors as `readBody`.
 */
export function streamBody(request: IncomingMessage, limits: BodyLimits): Readable {
  const stop = new AbortController();
  const body = new Readable({
    read: () => request.resume(),
    destroy(error, done) {
      stop.abort();
      done(error);
    },
  });
  const taker: Taker = {
    chunk(chunk) {
      if (!body.push(chunk)) request.pause();
    },
    end: () => body.push(null),
    fail: (problem) => body.destroy(problem),
  };
  take(request, limits, taker, stop.signal);
  return body;
}

/** Hands a body on within its limits: chunks, then either an end or one problem. */
function take(
  request: IncomingMessage,
  { bytes, withinMs = MESSAGE_MS }: BodyLimits,
  taker: Taker,
  stopped?: AbortSignal,
): void {
  const refusal = refuseUnread(request, bytes);
  if (refusal !== undefined) {
    taker.fail(refusal);
    return;
  }
  let received = 0;
  const deadline = setTimeout(() => {
    fail(new HttpProblem(408, 'TooSlow', 'The body of the request did not come in time.'));
  }, withinMs);

  function onData(chunk: Buffer): void {
    received += chunk.length;
    if (received > bytes) fail(tooLarge(bytes));
    else taker.chunk(chunk);
  }
  function onEnd(): void {
    letGo();
    taker.end();
  }
  function onClose(): void {
    fail(new HttpProblem(400, 'BadArgument', 'The request broke off.'));
  }
  function letGo(): void {
    clearTimeout(deadline);
    request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
    stopped?.removeEventListener('abort', letGo);
  }
  function fail(problem: HttpProblem): void {
    letGo();
    request.pause();
    taker.fail(problem);
  }
  if (request.destroyed) onClose();
  else request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  stopped?.addEventListener('abort', letGo);
}

/** What a request's head says already: nothing of such a body is read. */
function refuseUnread({ headers }: IncomingMessage, bytes: number): HttpProblem | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  // Inflated, a small body may fill the memory. No client of ours compresses what it sends.
  if (!['', 'identity'].includes(encoding.trim().toLowerCase()))
    return new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as it is, not compressed.');
  return Number(headers['content-length'] ?? 0) > bytes ? tooLarge(bytes) : undefined;
}

// Made only when it is needed: every error records its stack, which is dear for each message.
const tooLarge = (bytes: number): HttpProblem =>
  new HttpProblem(413, 'TooLarge', `A request may have at most ${bytes} bytes here.`);
