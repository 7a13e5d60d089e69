import { endingOf, FILES_PER_UPLOAD, UPLOAD_BYTES, UPLOAD_KINDS } from '#uploads/upload-rules.ts';

/** Why files cannot be sent. */
export type Refusal =
  | { why: 'too-many-files'; most: number }
  | { why: 'too-large'; mostBytes: number }
  | { why: 'file-type'; name: string };

/**
 * What the server accepts, for a file chooser: both file extensions and media types, because some systems know only one
 * of the two.
 */
export const acceptedTypes = [
  ...[...UPLOAD_KINDS.keys()].map((ending) => `.${ending}`),
  ...new Set([...UPLOAD_KINDS.values()].filter((type) => type !== 'application/octet-stream')),
].join(',');

const isRefused = ({ name }: File): boolean => {
  const ending = endingOf(name);
  return ending !== undefined && !UPLOAD_KINDS.has(ending);
};

/** Checks files against the server's rules before they are sent. The server also checks their content. */
export function refusalOf(files: readonly File[]): Refusal | undefined {
  if (files.length > FILES_PER_UPLOAD) return { why: 'too-many-files', most: FILES_PER_UPLOAD };
  const odd = files.find(isRefused);
  if (odd !== undefined) return { why: 'file-type', name: odd.name };
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > UPLOAD_BYTES ? { why: 'too-large', mostBytes: UPLOAD_BYTES } : undefined;
}
