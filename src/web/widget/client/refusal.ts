import { endingOf, FILES_PER_UPLOAD, UPLOAD_BYTES, UPLOAD_KINDS } from '#uploads/upload-rules.ts';

/** Why files cannot be sent. */
export type Refusal =
  | { why: 'too-many-files'; most: number }
  | { why: 'too-large'; mostBytes: number }
  | { why: 'file-type'; name: string };

/**
 * What the server accepts, for a file chooser: file extensions and media types, because some systems know only the one
 * and some only the other.
 */
export const acceptedTypes = [
  ...[...UPLOAD_KINDS.keys()].map((ending) => `.${ending}`),
  ...new Set([...UPLOAD_KINDS.values()].filter((type) => type !== 'application/octet-stream')),
].join(',');

const isRefused = ({ name }: File): boolean => {
  const ending = endingOf(name);
  return ending !== undefined && !UPLOAD_KINDS.has(ending);
};

/** Checks files before they are sent, by the server's own rules. The server checks their content. */
export function refusalOf(files: readonly File[]): Refusal | undefined {
  if (files.length > FILES_PER_UPLOAD) return { why: 'too-many-files', most: FILES_PER_UPLOAD };
  const odd = files.find(isRefused);
  if (odd !== undefined) return { why: 'file-type', name: odd.name };
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > UPLOAD_BYTES ? { why: 'too-large', mostBytes: UPLOAD_BYTES } : undefined;
}
