import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import { TEAMS } from '#channel-ids.ts';
import { htmlCopyOf } from '../teams/typed-text.ts';

const attachmentSchema = z.looseObject({
  contentType: z.string().max(200),
  name: z.string().max(1000).nullish(),
  contentUrl: z.string().max(4000).nullish(),
  content: z.unknown().optional(),
});
/** Teams sends a file like this: `contentUrl` is a page that shows it, and `downloadUrl` is the file itself. */
const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info';
const downloadSchema = z.looseObject({
  downloadUrl: z.string().max(4000),
});

/** A file of a message. */
export interface FileSource {
  name: string;
  isPicture: boolean;
  /** Where to download it; undefined if the bot cannot read it anywhere. */
  url?: string;
}

/** Attachments that are not files: a message's HTML copy, and the message that it replies to. */
const isNotAFile = (contentType: string): boolean =>
  contentType === 'text/html' || contentType === 'messageReference';

/** Channels add link previews as cards; the address itself is in the text. */
const isCard = (contentType: string): boolean => contentType.startsWith('application/vnd.microsoft.card.');

function sourceOf(given: unknown, { channelId, text = '' }: Partial<Activity>): FileSource[] {
  const parsed = attachmentSchema.safeParse(given).data;
  if (parsed === undefined) return [{ name: 'a file', isPicture: false }];
  const { contentType, content } = parsed;
  const download = downloadSchema.safeParse(content).data;
  const url = download?.downloadUrl ?? parsed.contentUrl ?? undefined;
  if (isNotAFile(contentType) && url === undefined) return [];
  if (isCard(contentType)) return text.trim() === '' ? [{ name: 'a card', isPicture: false }] : [];
  const isPicture = contentType.startsWith('image/');
  const name = parsed.name ?? (isPicture ? 'picture' : 'file');
  // For everything but pictures, Teams gives only addresses of pages that ask people to sign in.
  const isReadable = contentType === TEAMS_FILE ? download !== undefined : channelId !== TEAMS || isPicture;
  return [{ name, isPicture, ...(isReadable && url !== undefined ? { url } : {}) }];
}

/**
 * Counts the pictures in a message's HTML copy. In Teams channels they appear only there, and the bot cannot read them.
 */
const picturesIn = (html: string): number =>
  html.match(/<img\b[^<>]*(?:AMSImage|hostedContents)/gi)?.length ?? 0;

/** Lists the files of a message. */
export function sourcesIn(activity: Activity): FileSource[] {
  const given: readonly unknown[] = Array.isArray(activity.attachments) ? activity.attachments : [];
  const sources = given.flatMap((each) => sourceOf(each, activity));
  const pictures = sources.filter(({ isPicture }) => isPicture).length;
  const unseen = Math.max(0, picturesIn(htmlCopyOf(activity) ?? '') - pictures);
  return [
    ...sources,
    ...Array.from({ length: unseen }, () => ({ name: 'a picture in the text', isPicture: true })),
  ];
}
