import { cutText } from '#text/cut-text.ts';
import { plainName } from '#text/plain-name.ts';

interface Described {
  contentType?: string | undefined;
  name?: string | undefined;
  thumbnailUrl?: string | undefined;
}

const MAX_TYPE = 100;
const MAX_NAME = 200;
/** A client's own thumbnail of a file: a data URL, so it leads nowhere. */
const PICTURE_DATA = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z\d+/]+={0,2}$/i;
/** In characters; a file with a larger thumbnail is shown without it. */
const MAX_PICTURE = 48 * 1024;

const isSmallPicture = (url: string): boolean => url.length <= MAX_PICTURE && PICTURE_DATA.test(url);

/**
 * Reduces the attachments that a visitor describes to their types, names and small thumbnails. Cards and addresses are
 * dropped, because they could put a form or a link on an agent's screen. Files come by upload, and the server describes
 * those itself.
 */
export const visitorAttachments = (described: readonly Described[]): Described[] =>
  described.map(({ contentType = 'application/octet-stream', name, thumbnailUrl }) => ({
    contentType: cutText(contentType, MAX_TYPE),
    ...(name === undefined ? {} : { name: cutText(plainName(name), MAX_NAME) }),
    ...(thumbnailUrl !== undefined && isSmallPicture(thumbnailUrl) ? { thumbnailUrl } : {}),
  }));
