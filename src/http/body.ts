import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { HttpProblem } from './problem.ts';

/** The most bytes of a body, and the time for it. */
export interface BodyLimits {
  bytes: number;
  /** Milliseconds from now until the whole body must have arrived. */
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
 * Reads a request's body. Call it after every check that could refuse the request without the body.
 * @throws {HttpProblem} 413 as soon as the body proves too long, without reading on; 415 if it is compressed; 408 if it
 *   is too slow; 400 if it breaks off
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const arrived = arrivedBody(request, limits);
  if (arrived !== undefined) return Promise.resolve(arrived);
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
 * A body that has already arrived in full, usually in one packet with the request's head; nothing has to wait for it.
 */
function arrivedBody(request: IncomingMessage, { bytes }: BodyLimits): Buffer | undefined {
  const { readableLength, headers, destroyed } = request;
  // The end is not known yet: Node's parser is still working.
  const isWhole = readableLength > 0 && readableLength === Number(headers['content-length']);
  if (!isWhole || destroyed || refuseUnread(request, bytes) !== undefined) return undefined;
  const body: unknown = request.read();
  // Without a reader, the stream would never end.
  request.resume();
  return Buffer.isBuffer(body) ? body : undefined;
}

/**
 * Streams a request's body, for parsing while it arrives. It is read no faster than the stream, and fails with the same
 * errors as `readBody`.
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

/** Passes a body on within its limits: chunks, then either an end or one problem. */
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
    fail(new HttpProblem(408, 'TooSlow', 'The body of the request did not arrive in time.'));
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

/** Checks the head of a request, so that a body that is refused is never read. */
function refuseUnread({ headers }: IncomingMessage, bytes: number): HttpProblem | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  // A small compressed body may inflate to fill the memory, and our clients compress nothing.
  if (!['', 'identity'].includes(encoding.trim().toLowerCase()))
    return new HttpProblem(415, 'UnsupportedMediaType', 'Send the body uncompressed.');
  return Number(headers['content-length'] ?? 0) > bytes ? tooLarge(bytes) : undefined;
}

// Created only when needed: every error records its stack, which is too expensive for each message.
const tooLarge = (bytes: number): HttpProblem =>
  new HttpProblem(413, 'TooLarge', `A request may have at most ${bytes} bytes here.`);
