import { FILES_PER_UPLOAD, UPLOAD_BYTES, UPLOAD_TYPES } from '../../../channels/directline/upload-rules.ts';

/** Why files cannot be sent. */
export type Refusal =
  | { why: 'too-many-files'; most: number }
  | { why: 'too-large'; mostBytes: number }
  | { why: 'file-type'; name: string };

const allowed = new Set<string>(UPLOAD_TYPES);

/** For a file chooser: what the server takes. */
export const acceptedTypes = UPLOAD_TYPES.filter((type) => type !== 'application/octet-stream').join(',');

/** Checks files before anything is sent, by the server's own rules. Files of no known type go as plain bytes. */
export function refusalOf(files: readonly File[]): Refusal | undefined {
  if (files.length > FILES_PER_UPLOAD) return { why: 'too-many-files', most: FILES_PER_UPLOAD };
  const odd = files.find(({ type }) => type !== '' && !allowed.has(type));
  if (odd !== undefined) return { why: 'file-type', name: odd.name };
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > UPLOAD_BYTES ? { why: 'too-large', mostBytes: UPLOAD_BYTES } : undefined;
}
