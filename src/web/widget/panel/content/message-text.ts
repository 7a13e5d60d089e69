import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { readCard } from './cards/read-card.ts';
import { plainText } from '#text/plain-text.ts';

/** Whether a message is Markdown: never when a visitor typed it. Bot Framework's default is Markdown. */
export const isMarkdownIn = ({ from, activity }: MessageEntry): boolean =>
  from !== 'visitor' && (activity.textFormat ?? 'markdown') === 'markdown';

/** A message's whole content as plain text: its text, its cards' texts and its file names. */
export function messageText(entry: MessageEntry): string {
  const { text, attachments } = entry;
  const parts = [isMarkdownIn(entry) ? plainText(text) : text];
  for (const attachment of attachments) {
    const card = readCard(attachment);
    parts.push(
      card === undefined
        ? (attachment.name ?? '')
        : [card.title, card.subtitle, card.text].filter(Boolean).join('\n'),
    );
  }
  return parts.filter((part) => part !== '').join('\n');
}
