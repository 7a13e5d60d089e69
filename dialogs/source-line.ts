import type { Knowledge } from '#knowledge/knowledge.ts';
import { memoised } from '#understanding/classifier/memo.ts';

const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
/** Nearly every answer ends with one of a few dates. */
const inWords = memoised((date) => written.format(new Date(date)));

/** The line that gives the source of a fact and its date: "Source: …, 17 October 2017". */
export function sourceLine(knowledge: Knowledge, sourceId: string): string {
  const source = knowledge.sources.get(sourceId);
  if (source === undefined) return '';
  const date = source.date === null ? 'undated' : inWords(source.date);
  return `_Source: ${source.title}, ${date}_`;
}
