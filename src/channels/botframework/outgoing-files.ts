import type { Attachment } from '#bot-framework/activity.ts';
import { TEAMS } from '#channel-ids.ts';

/** Pictures that Teams shows in a message; Teams downloads them itself. */
const teamsPictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);

const isShown = ({ contentType, contentUrl = '' }: Attachment, channelId: string): boolean =>
  channelId !== TEAMS || (teamsPictures.has(contentType) && contentUrl.startsWith('https://'));

/**
 * Adapts files to a channel. Teams shows pictures and refuses a whole message for any other file in it, so other files
 * become links there; other channels show what they can.
 * @returns `links`: one line for each file that is not shown
 */
export function filesFor(
  attachments: readonly Attachment[],
  channelId: string,
): { shown: Attachment[]; links: string } {
  const links = attachments
    .filter((each) => !isShown(each, channelId))
    .map(({ name = 'file', contentUrl = '' }) => `${name}: ${contentUrl}`);
  return { shown: attachments.filter((each) => isShown(each, channelId)), links: links.join('\n') };
}
