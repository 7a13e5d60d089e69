/** What may be uploaded. The widget and the desk share these rules, to check before they send. No imports. */

/**
 * The file types that support needs (photos, logs, captures, documents, recordings), by extension, with their media
 * types. Any other extension is refused, because it may be executable.
 */
export const UPLOAD_KINDS: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['bmp', 'image/bmp'],
  ['heic', 'image/heic'],
  ['heif', 'image/heif'],
  ['mp4', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['pdf', 'application/pdf'],
  ['rtf', 'application/rtf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['txt', 'text/plain'],
  ['log', 'text/plain'],
  ['md', 'text/markdown'],
  ['csv', 'text/csv'],
  ['json', 'application/json'],
  ['xml', 'application/xml'],
  ['zip', 'application/zip'],
  ['gz', 'application/gzip'],
  ['tgz', 'application/gzip'],
  ['pcap', 'application/vnd.tcpdump.pcap'],
  ['pcapng', 'application/x-pcapng'],
  // Configurations that devices write.
  ['cfg', 'application/octet-stream'],
  ['conf', 'application/octet-stream'],
  ['bin', 'application/octet-stream'],
]);

/** Pictures that every browser can show, and that contain no script. */
export const SHOWN_PICTURES: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
];

/** Pictures that only some browsers show, so they are offered for download. */
export const UNSHOWN_PICTURES: readonly string[] = ['image/heic', 'image/heif'];

/**
 * The extension of a file's name, in lower case.
 * @returns undefined without one; the number of a rotated log ("messages.1") does not count
 */
export const endingOf = (name: string): string | undefined =>
  /\.(?=[a-z\d]*[a-z])([a-z\d]{1,12})$/i.exec(name)?.[1]?.toLowerCase();

/** The media type that marks the message among the parts of an upload. */
export const MESSAGE_PART = 'application/vnd.microsoft.activity';

/** Bytes of all files of one upload together. */
export const UPLOAD_BYTES = 8 * 1024 * 1024;

export const FILES_PER_UPLOAD = 5;
