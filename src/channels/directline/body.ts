import type { IncomingMessage } from 'node:http';
import { parseJson } from '../../text/well-formed.ts';
import { badArgument, Failure } from './failure.ts';

/**
 * Reads a request's body.
 * @param limit in bytes
 * @throws Failure 413 as soon as it is known to be longer, without reading on
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  // Made only when it is needed: every error records its stack, which is dear for each message.
  const tooLarge = () => new Failure(413, 'TooLarge', `A request may have at most ${limit} bytes here.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  return await new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.pause();
        reject(tooLarge());
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(badArgument('The request broke off.')));
    request.on('aborted', () => reject(badArgument('The request broke off.')));
  });
}

/**
 * Reads a JSON object; an empty body is an empty object.
 * @throws Failure 400 on anything else, 413 when it is longer than `limit` bytes
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<Record<string, unknown>> {
  return parseObject((await readBody(request, limit)).toString('utf8'));
}

/** @throws Failure 400 unless the text is empty or a JSON object */
export function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw badArgument('The body is not valid JSON.');
  }
  if (!isObject(value)) throw badArgument('The body must be a JSON object.');
  return value;
}

/** A JSON object, not an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
