import { z } from 'zod';
import type { Problem } from '#knowledge/problems.ts';
import type { DraftedEntry, DraftedKnowledge } from '#studio/draft.ts';
import { type EntryKey, isSameEntry, keyText } from '#studio/entries/entry.ts';
import { type PlacedProblem, placeProblems } from '#studio/problem-places.ts';
import { summaryOf, titleOfEntry } from '#studio/entries/titles.ts';
import type { StudioEntry, StudioListed, StudioOverview, StudioProblem } from './wire.ts';

const rowsSchema = z.object({ patch: z.object({ rows: z.array(z.object({ model: z.string() })) }) });

const translatedSchema = z.object({ translations: z.record(z.string(), z.unknown()) });

/** The draft as the desk lists it. @param words only entries that contain them */
export function shownOverview(
  { releaseNumber, entries }: DraftedKnowledge,
  problems: readonly Problem[],
  words: string,
): StudioOverview {
  const placed = placeProblems(problems, entries);
  const counts = Map.groupBy(placed, ({ key }) => key && keyText(key));
  const wanted = words.trim().toLowerCase();
  return {
    release: releaseNumber,
    entries: entries
      .filter((entry) => wanted === '' || textOf(entry).includes(wanted))
      .map((entry) => listed(entry, entries, counts.get(keyText(entry))?.length ?? 0)),
    problems: placed.map(shownProblem),
    changes: entries.filter(({ state }) => state !== 'published').length,
    models: modelsIn(entries),
    languages: languagesIn(entries),
  };
}

/** The languages of all translations, whatever else is written in the entries. */
function languagesIn(entries: readonly DraftedEntry[]): string[] {
  const found = entries
    .filter(({ state }) => state !== 'removed')
    .flatMap(({ content }) => Object.keys(translatedSchema.safeParse(content).data?.translations ?? {}));
  return [...new Set(found)].sort();
}

/** The models of the patch tables, in their first spelling. Text that is not a table is left out. */
function modelsIn(entries: readonly DraftedEntry[]): string[] {
  const spellings = new Map<string, string>();
  for (const { kind, content, state } of entries) {
    const table = kind === 'advisory' && state !== 'removed' ? rowsSchema.safeParse(content).data : undefined;
    for (const { model } of table?.patch.rows ?? [])
      if (!spellings.has(model.toLowerCase())) spellings.set(model.toLowerCase(), model);
  }
  return [...spellings.values()];
}

/** An entry in the form that the desk edits. @returns undefined if there is no such entry */
export function shownEntry(
  { entries }: DraftedKnowledge,
  problems: readonly Problem[],
  key: EntryKey,
): StudioEntry | undefined {
  const entry = entries.find((each) => isSameEntry(each, key));
  if (entry === undefined) return undefined;
  const { published, updatedBy, updatedAt, fromReview, ...rest } = entry;
  return {
    ...rest,
    published: published ?? null,
    updatedBy: updatedBy ?? null,
    updatedAt: updatedAt?.toISOString() ?? null,
    fromReview: [...fromReview],
    problems: placeProblems(problems, entries)
      .filter((problem) => problem.key !== undefined && isSameEntry(problem.key, key))
      .map(shownProblem),
  };
}

const listed = (entry: DraftedEntry, entries: readonly DraftedEntry[], problems: number): StudioListed => ({
  document: entry.document,
  kind: entry.kind,
  id: entry.id,
  title: titleOfEntry(entry, entries),
  summary: summaryOf(entry),
  state: entry.state,
  updatedBy: entry.updatedBy ?? null,
  updatedAt: entry.updatedAt?.toISOString() ?? null,
  fromReview: entry.fromReview.length,
  problems,
});

export const shownProblem = ({ key, file, entry, field, message }: PlacedProblem): StudioProblem => ({
  key: key === undefined ? null : { document: key.document, kind: key.kind, id: key.id },
  document: file,
  entry,
  field,
  message,
});

const textOf = ({ id, content }: DraftedEntry): string => `${id}\n${JSON.stringify(content)}`.toLowerCase();
