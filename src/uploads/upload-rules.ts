/** What may be uploaded: shared with the widget and the desk, which say so before anything is sent. No imports. */

/**
 * The kinds of files that support needs (photos, logs, captures, documents, recordings), by the ending of their name,
 * each with its media type. An ending that is not here is refused: it may be one that runs.
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

/** Pictures that every browser shows, and that can do nothing but be looked at. */
export const SHOWN_PICTURES: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
];

/** Pictures that only some browsers show: they are offered as files. */
export const UNSHOWN_PICTURES: readonly string[] = ['image/heic', 'image/heif'];

/**
 * The ending of a file's name, in lower case.
 * @returns undefined when it has none; the number of a rotated log ("messages.1") is none
 */
export const endingOf = (name: string): string | undefined =>
  /\.(?=[a-z\d]*[a-z])([a-z\d]{1,12})$/i.exec(name)?.[1]?.toLowerCase();

/** How the message itself is marked among the parts of an upload. */
export const MESSAGE_PART = 'application/vnd.microsoft.activity';

/** Bytes of all the files of one upload. */
export const UPLOAD_BYTES = 8 * 1024 * 1024;

export const FILES_PER_UPLOAD = 5;
