import { splitText } from './split-text.ts';

const MAX = 120;

/** Shortens a text to its beginning, on one line. */
export function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const [beginning = ''] = splitText(line, (part) => part.length <= MAX);
  return beginning.length < line.length ? `${beginning.trimEnd()}…` : line;
}
