import { badArgument, HttpProblem } from '#http/problem.ts';
import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { FILES_MS, streamBody } from '#http/body.ts';
import { parseObject } from '#http/json.ts';
import type { GivenFile } from './upload-file.ts';
import { MESSAGE_PART } from './upload-rules.ts';

/** Room for the multipart framing around the files. */
const FRAME_BYTES = 64 * 1024;
/** Other fields that clients send; they are ignored. */
const MAX_FIELDS = 10;

export interface UploadBody {
  /** The message that the files belong to; empty if only files came. */
  message: Record<string, unknown>;
  files: GivenFile[];
}

export interface UploadBodyLimits {
  /** Bytes of all the files. */
  uploadBytes: number;
  /** Bytes of the message as JSON. */
  activityBytes: number;
  filesPerUpload: number;
}

/** The most bytes of a request's body: the files and the framing. */
export const bodyBytesOf = ({ uploadBytes }: Pick<UploadBodyLimits, 'uploadBytes'>): number =>
  uploadBytes + FRAME_BYTES;

const tooLarge = (bytes: number): HttpProblem =>
  new HttpProblem(413, 'TooLarge', `Send at most ${bytes} bytes at a time.`);

/**
 * Parses an upload's body while it arrives: one raw file named by Content-Disposition, or multipart with the message as
 * a part of its own type and files in any order.
 * @param take called with the number of bytes as they arrive; may throw to stop reading
 * @throws {HttpProblem} 400, 408, 413, 415; any error of `take`
 */
export async function readUpload(
  request: IncomingMessage,
  limits: UploadBodyLimits,
  take: (bytes: number) => void,
): Promise<UploadBody> {
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesOf(limits))
    throw tooLarge(limits.uploadBytes);
  const chunks = chunksOf(request, bodyBytesOf(limits), take);
  const isMultipart = /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');
  const upload = isMultipart ? await readParts(request, chunks, limits) : await readRaw(request, chunks);
  if (upload.files.length === 0) throw badArgument('The upload has no file.');
  const bytes = upload.files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (bytes > limits.uploadBytes) throw tooLarge(limits.uploadBytes);
  return upload;
}

async function* chunksOf(
  request: IncomingMessage,
  bytes: number,
  take: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of streamBody(request, { bytes, withinMs: FILES_MS }) as AsyncIterable<Buffer>) {
    take(chunk.length);
    yield chunk;
  }
}

async function readRaw(request: IncomingMessage, chunks: AsyncIterable<Buffer>): Promise<UploadBody> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const content = Buffer.concat(parts);
  if (content.length === 0) throw badArgument('The upload is empty.');
  return { message: {}, files: [{ name: nameIn(request.headers['content-disposition'] ?? ''), content }] };
}

/** The file name of a Content-Disposition header (RFC 6266); "" if it has none. */
function nameIn(disposition: string): string {
  const encoded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded.trim());
    } catch {
      return '';
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition);
  return (plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2] ?? '').trim();
}

async function readParts(
  request: IncomingMessage,
  chunks: AsyncIterable<Buffer>,
  { uploadBytes, activityBytes, filesPerUpload }: UploadBodyLimits,
): Promise<UploadBody> {
  const failed = Promise.withResolvers<never>();
  // Errors after reading has ended do not matter.
  failed.promise.catch(() => undefined);
  const parser = parserFor(request, filesPerUpload, uploadBytes);
  const files: GivenFile[] = [];
  let message = '';
  const tooMany = (): void =>
    failed.reject(new HttpProblem(413, 'TooLarge', `Send at most ${filesPerUpload} files at a time.`));
  parser.on('file', (_field, stream, name, _encoding, type) => {
    const parts: Buffer[] = [];
    const most = type === MESSAGE_PART ? activityBytes : uploadBytes;
    let length = 0;
    stream.on('data', (part: Buffer) => {
      length += part.length;
      if (length > most) failed.reject(tooLarge(most));
      else parts.push(part);
    });
    stream.on('limit', () => failed.reject(tooLarge(uploadBytes)));
    stream.on('error', () => failed.reject(unreadable()));
    stream.on('end', () => {
      const content = Buffer.concat(parts);
      if (type === MESSAGE_PART) message = content.toString();
      else if (files.length === filesPerUpload) tooMany();
      else files.push({ name: name ?? '', content });
    });
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(limit, tooMany);
  parser.on('error', () => failed.reject(unreadable()));
  const finished = new Promise<void>((resolve) => parser.on('finish', resolve));
  for await (const chunk of chunks)
    await Promise.race([new Promise((resolve) => parser.write(chunk, resolve)), failed.promise]);
  parser.end();
  await Promise.race([finished, failed.promise]);
  return { message: parseObject(message), files };
}

/** @throws {HttpProblem} 400 if the request does not name its boundary */
function parserFor({ headers }: IncomingMessage, files: number, fileSize: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': headers['content-type'] ?? '' },
      // The message may come without a file name.
      isPartAFile: (_field, type, name) => name !== undefined || type === MESSAGE_PART,
      limits: {
        // One more than the files: the message.
        files: files + 1,
        fields: MAX_FIELDS,
        parts: files + 1 + MAX_FIELDS,
        fieldSize: 1024,
        fileSize,
        headerPairs: 20,
        headerSize: 8 * 1024,
      },
    });
  } catch {
    throw unreadable();
  }
}

const unreadable = (): HttpProblem => badArgument('The multipart body cannot be read.');
