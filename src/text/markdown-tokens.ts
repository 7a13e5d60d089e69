import { lexer } from 'marked';

/** The fields that we read of marked's tokens, whatever their type. */
export interface Token {
  type: string;
  raw: string;
  text?: string;
  href?: string;
  ordered?: boolean;
  start?: number | '';
  checked?: boolean;
  block?: boolean;
  tokens?: Token[];
  items?: Token[];
  header?: Cell[];
  rows?: Cell[][];
}

interface Cell {
  tokens: Token[];
}

/** Parses Markdown as people write it in a chat: GitHub's, and a new line is a new line. */
export const tokensOf = (markdown: string): Token[] => lexer(markdown, { gfm: true, breaks: true });
