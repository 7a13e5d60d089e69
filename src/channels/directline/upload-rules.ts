/** What may be uploaded: shared with the widget, which says so before anything is sent. No imports. */

/** What a support agent can open without running anything. */
export const UPLOAD_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/json',
  'application/zip',
  'application/octet-stream',
] as const;

/** Bytes of all the files of one upload. */
export const UPLOAD_BYTES = 8 * 1024 * 1024;

export const FILES_PER_UPLOAD = 5;
