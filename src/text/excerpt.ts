import { splitText } from './split-text.ts';

const MOST = 120;

/** The beginning of a text, on one line, to remind somebody of it. */
export function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const [beginning = ''] = splitText(line, (part) => part.length <= MOST);
  return beginning.length < line.length ? `${beginning.trimEnd()}…` : line;
}
