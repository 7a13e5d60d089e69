import { HttpProblem } from '#http/problem.ts';
import { basename } from 'node:path';
import { cutText } from '#text/cut-text.ts';
import { wellFormed } from '#text/well-formed.ts';
import { kindOf } from './upload-kind.ts';
import { endingOf } from './upload-rules.ts';

/** Longer names (in UTF-16 units) cannot be saved on many systems. */
const MAX_NAME = 100;

/** A file as received. */
export interface GivenFile {
  name: string;
  content: Uint8Array;
}

export interface UploadedFile extends GivenFile {
  contentType: string;
}

/** Windows drops trailing full stops and spaces, and would then see another extension. */
function withoutDots(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(0, end);
}

/** Removes the path, control characters and bidirectional marks from a name, and keeps its extension. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  const plain = withoutDots(wellFormed(last).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ''));
  if (plain.length <= MAX_NAME) return plain || 'file';
  const ending = endingOf(plain);
  const rest = ending === undefined ? '' : `.${ending}`;
  return cutText(plain, MAX_NAME - rest.length) + rest;
}

/**
 * Gives a file a safe name, and the type that its name and content agree on.
 * @throws {HttpProblem} 415
 */
export function checkedFile({ name, content }: GivenFile): UploadedFile {
  const safe = safeName(name);
  const contentType = kindOf(safe, content);
  if (contentType === undefined)
    throw new HttpProblem(415, 'UnsupportedMediaType', `"${safe}" is of a kind that cannot be sent here.`);
  return { name: safe, contentType, content };
}
