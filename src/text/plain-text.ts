import { type Token, tokensOf } from './markdown-tokens.ts';

/** Markdown as a person would read it aloud: no markup, links with their address. */
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
