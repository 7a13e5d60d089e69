import { HttpProblem } from '#http/problem.ts';
import { basename } from 'node:path';
import { cutText } from '#text/cut-text.ts';
import { wellFormed } from '#text/well-formed.ts';
import { kindOf } from './upload-kind.ts';
import { endingOf } from './upload-rules.ts';

/** Names are no longer (UTF-16 units): longer ones cannot be saved on many systems. */
const MAX_NAME = 100;

/** A file as it came. */
export interface GivenFile {
  name: string;
  content: Uint8Array;
}

export interface UploadedFile extends GivenFile {
  contentType: string;
}

/** Windows drops full stops and spaces at the end of a name, and would then see another ending. */
function withoutDots(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(0, end);
}

/** A name without path, control characters and signs that turn the direction of writing; its ending is kept. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  const plain = withoutDots(wellFormed(last).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ''));
  if (plain.length <= MAX_NAME) return plain || 'file';
  const ending = endingOf(plain);
  const rest = ending === undefined ? '' : `.${ending}`;
  return cutText(plain, MAX_NAME - rest.length) + rest;
}

/**
 * A file under a safe name, with the kind that its name and its content say.
 * @throws {HttpProblem} 415
 */
export function checkedFile({ name, content }: GivenFile): UploadedFile {
  const safe = safeName(name);
  const contentType = kindOf(safe, content);
  if (contentType === undefined)
    throw new HttpProblem(415, 'UnsupportedMediaType', `"${safe}" is of a kind that cannot be sent here.`);
  return { name: safe, contentType, content };
}
