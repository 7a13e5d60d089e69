import type { DeskCannedReply } from '#desk/wire.ts';
import { escapeMarkdown } from '#text/markdown.ts';

/** The values for a canned reply's placeholders. */
export interface CannedReplyNames {
  customer: string;
  agent: string;
  reference: string;
}

/** Fills the placeholders of a canned reply. The reply is Markdown; the names are escaped. */
export const fillIn = (markdown: string, names: CannedReplyNames): string =>
  markdown.replaceAll(/\{(customer|agent|reference)\}/g, (_all, name: keyof CannedReplyNames) =>
    escapeMarkdown(names[name]),
  );

const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Returns the canned replies that contain every word; those with all words in the title come first. */
export function searchCannedReplies(
  replies: readonly DeskCannedReply[],
  search: string,
): readonly DeskCannedReply[] {
  const words = normal(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const holdsAll = (text: string): boolean => words.every((word) => normal(text).includes(word));
  const inTitle = replies.filter(({ title }) => holdsAll(title));
  const inText = replies.filter((each) => !inTitle.includes(each) && holdsAll(`${each.title} ${each.text}`));
  return [...inTitle, ...inText];
}

/** The search words if the text is a slash followed by words; undefined otherwise. */
export const slashSearch = (text: string): string | undefined => /^\/([^\n/]{0,60})$/.exec(text)?.[1];
