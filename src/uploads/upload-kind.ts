// Signatures of files are made of control characters.
/* oxlint-disable no-control-regex */
import { endingOf, UPLOAD_KINDS } from './upload-rules.ts';

/** The bytes at the beginning that tell file types apart. */
const SAMPLE_BYTES = 4096;

/** Control characters that no text contains; tabs, line ends, form feeds and escapes are common in logs. */
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

const BYTES = 'application/octet-stream';
const ZIP = 'application/zip';
/** Executables: programs and packages for Windows, Linux, macOS, Android and Java, and Office's old documents. */
const RUNS = 'what runs';

/**
 * How kinds of files begin, each byte as one character. The first match counts.
 * {@link https://www.garykessler.net/library/file_sigs.html}
 */
const SIGNATURES: readonly (readonly [type: string, beginning: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/bmp', /^BM/],
  ['image/heic', /^.{4}ftyphe[iv][a-z]/s],
  ['image/heif', /^.{4}ftypm[is]f1/s],
  ['image/avif', /^.{4}ftypavi/s],
  ['video/quicktime', /^.{4}(?:ftypqt|moov|mdat|wide)/s],
  ['video/mp4', /^.{4}ftyp/s],
  ['application/pdf', /^%PDF-/],
  ['application/rtf', /^\{\\rtf/],
  [ZIP, /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ['application/gzip', /^\x1f\x8b/],
  ['application/vnd.tcpdump.pcap', /^(?:[\xd4M][\xc3<]\xb2\xa1|\xa1\xb2[\xc3<][\xd4M])/],
  ['application/x-pcapng', /^\n\r\r\n/],
  [RUNS, /^(?:MZ|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|dex\n|\0asm)/],
  [RUNS, /^(?:!<arch>|\xed\xab\xee\xdb|MSCF|L\0\0\0\x01\x14\x02\0|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1)/],
];

/** What a file's first bytes show. */
interface Seen {
  /** The media type that they indicate; undefined for an unknown one. */
  type: string | undefined;
  /** Texts may also begin like something else: "BM" like a picture, "MZ" like a program. */
  isText: boolean;
}

function look(content: Uint8Array): Seen {
  const start = Buffer.from(content.subarray(0, SAMPLE_BYTES)).toString('latin1');
  const type = SIGNATURES.find(([, beginning]) => beginning.test(start))?.[0];
  return { type, isText: !NO_TEXT.test(start) };
}

/**
 * Determines a file's type from its name and first bytes. The type that the sender gives does not count: systems
 * disagree (Windows calls a CSV a spreadsheet), and anybody can claim anything.
 * @returns its media type; undefined for a type that is not allowed, or if name and content disagree
 */
export function kindOf(name: string, content: Uint8Array): string | undefined {
  const ending = endingOf(name);
  if (ending === undefined) return kindOfNameless(look(content));
  const named = UPLOAD_KINDS.get(ending);
  return named === undefined ? undefined : agreedKind(named, look(content));
}

const taken = new Set(UPLOAD_KINDS.values());

function agreedKind(named: string, { type, isText }: Seen): string | undefined {
  const family = named.split('/', 1)[0];
  // Phones give pictures and videos the wrong extension; the content decides how they are shown.
  if (family === 'image' || family === 'video')
    return type?.startsWith(`${family}/`) === true && taken.has(type) ? type : undefined;
  return isContentOf(named, { type, isText }) ? named : undefined;
}

function isContentOf(named: string, { type, isText }: Seen): boolean {
  const isPlain = isText || type === undefined;
  switch (named) {
    // Some devices compress their configurations.
    case BYTES:
      return isPlain || type === ZIP || type === 'application/gzip';
    case 'text/plain':
    case 'text/markdown':
    case 'text/csv':
    case 'application/json':
    case 'application/xml':
      return isPlain;
    default:
      return type === named || (type === ZIP && named.startsWith('application/vnd.openxmlformats-'));
  }
}

function kindOfNameless({ type, isText }: Seen): string | undefined {
  if (type === 'application/pdf' || type === 'application/rtf') return type;
  if (isText) return 'text/plain';
  if (type === undefined) return BYTES;
  return taken.has(type) ? type : undefined;
}
