import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { readCard } from './cards/read-card.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Markdown as a person would read it out: no markup, links with their address. */
export const plainText = (markdown: string): string =>
  textOf(tokensOf(markdown))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

function textOf(tokens: readonly Token[]): string {
  return tokens.map(one).join('');
}

function one(token: Token): string {
  switch (token.type) {
    case 'space':
      return '\n';
    case 'br':
      return '\n';
    case 'hr':
      return '\n';
    case 'list': {
      const items = (token.items ?? []).map((item, at) => {
        const mark = token.ordered === true ? `${Number(token.start) + at}. ` : '- ';
        return `${mark}${textOf(item.tokens ?? []).trim()}`;
      });
      return `${items.join('\n')}\n`;
    }
    case 'table': {
      const rows = [token.header ?? [], ...(token.rows ?? [])];
      return `${rows.map((row) => row.map(({ tokens }) => textOf(tokens)).join(' | ')).join('\n')}\n`;
    }
    case 'link': {
      const text = textOf(token.tokens ?? []);
      return text === token.href ? text : `${text} (${token.href ?? ''})`;
    }
    case 'paragraph':
    case 'heading':
      return `${textOf(token.tokens ?? [])}\n`;
    default:
      return token.tokens === undefined ? (token.text ?? token.raw) : textOf(token.tokens);
  }
}

/** Whether a message is Markdown: never when a visitor typed it. Bot Framework's default is Markdown. */
export const isMarkdownIn = ({ from, activity }: MessageEntry): boolean =>
  from !== 'visitor' && (activity.textFormat ?? 'markdown') === 'markdown';

/** A message's whole content as plain text: its own, its cards' and its file names. */
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
