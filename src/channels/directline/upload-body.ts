import type { IncomingMessage } from 'node:http';
import { basename } from 'node:path';
import { parseObject } from '../../http/json.ts';
import { endOfText } from '../../text/cut-text.ts';
import { wellFormed } from '../../text/well-formed.ts';
import { badArgument, Failure } from './failure.ts';
import { UPLOAD_TYPES } from './upload-rules.ts';

/** How the message itself is marked among the parts. */
const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';
const MAX_NAME = 200;

const ALLOWED_TYPES = new Set<string>(UPLOAD_TYPES);

/** First bytes of the types that a page would show. */
const SIGNATURES: Record<string, RegExp> = {
  'image/png': /^.PNG\r\n/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/gif': /^GIF8[79]a/,
  'image/webp': /^RIFF.{4}WEBP/s,
  'application/pdf': /^%PDF-/,
};

export interface UploadedFile {
  name: string;
  contentType: string;
  content: Uint8Array;
}

export interface UploadBody {
  /** The message the files belong to; empty when only files came. */
  activity: Record<string, unknown>;
  files: UploadedFile[];
}

/**
 * Takes an upload's body apart: one raw file named by Content-Disposition, or multipart with the message
 * as a part of its own type and files in any order.
 * @throws Failure 400, 413 (too many files), 415
 */
export async function parseUpload(
  { headers }: IncomingMessage,
  body: Uint8Array<ArrayBuffer>,
  maxFiles: number,
): Promise<UploadBody> {
  const contentType = headers['content-type'] ?? '';
  const upload = /^multipart\/form-data/i.test(contentType)
    ? await parseMultipart(contentType, body)
    : rawFile(contentType, headers['content-disposition'], body);
  if (upload.files.length === 0) throw badArgument('The upload has no file.');
  if (upload.files.length > maxFiles)
    throw new Failure(413, 'TooLarge', `Send at most ${maxFiles} files at a time.`);
  upload.files.forEach(checkType);
  return upload;
}

async function parseMultipart(contentType: string, body: Uint8Array<ArrayBuffer>): Promise<UploadBody> {
  let form: FormData;
  try {
    form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw badArgument('The multipart body cannot be read.');
  }
  let activity: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for (const [, part] of form) {
    if (typeof part === 'string') continue;
    const type = essence(part.type);
    if (type === ACTIVITY_TYPE) activity = parseObject(await part.text());
    else files.push({ name: safeName(part.name), contentType: type, content: await part.bytes() });
  }
  return { activity, files };
}

function rawFile(contentType: string, disposition: string | undefined, content: Uint8Array): UploadBody {
  if (content.byteLength === 0) throw badArgument('The upload is empty.');
  return {
    activity: {},
    files: [{ name: safeName(nameIn(disposition ?? '')), contentType: essence(contentType), content }],
  };
}

/** The file name of a Content-Disposition header (RFC 6266); "" when it has none. */
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

/** A media type without its parameters. */
const essence = (contentType: string): string =>
  (contentType.split(';', 1)[0] ?? '').trim().toLowerCase() || 'application/octet-stream';

/** A name without path and control characters. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  return endOfText(wellFormed(last).replaceAll(/\p{Cc}/gu, ''), MAX_NAME) || 'file';
}

/**
 * A file that came by another way than an upload's body, under a safe name.
 * @throws Failure 415
 */
export function checkedFile({ name, contentType, content }: UploadedFile): UploadedFile {
  const file = { name: safeName(name), contentType: essence(contentType), content };
  checkType(file);
  return file;
}

function checkType({ contentType, content, name }: UploadedFile): void {
  const signature = SIGNATURES[contentType];
  const start = Buffer.from(content.subarray(0, 16)).toString('latin1');
  if (!ALLOWED_TYPES.has(contentType) || (signature !== undefined && !signature.test(start)))
    throw new Failure(415, 'UnsupportedMediaType', `"${name}" is of a kind that cannot be sent here.`);
}
