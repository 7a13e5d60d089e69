import type { Knowledge } from '#knowledge/knowledge.ts';

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** The line that gives the source of a fact and its date: "Source: …, 17 October 2017". */
export function sourceLine(knowledge: Knowledge, sourceId: string): string {
  const source = knowledge.sources.get(sourceId);
  if (source === undefined) return '';
  const date = source.date === null ? 'undated' : inWords.format(new Date(source.date));
  return `_Source: ${source.title}, ${date}_`;
}
