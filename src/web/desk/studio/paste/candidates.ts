import type { StudioOverview } from '#desk/studio/wire.ts';
import { answersInHtml, answersInText, type FoundAnswer } from './read-page.ts';

/** A question found, and whether to add it to the draft as an answer. */
export interface Candidate extends FoundAnswer {
  /** Its index on the page. */
  id: number;
  isTaken: boolean;
  /** Whether the bot already has an answer with this question. */
  isKnown: boolean;
}

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Finds questions in the pasted text; those that the bot already has are not selected. */
export function candidatesIn(
  { html, text }: { html: string; text: string },
  { entries }: StudioOverview,
): Candidate[] {
  const inHtml = html === '' ? [] : answersInHtml(html);
  const found = inHtml.length > 0 ? inHtml : answersInText(text);
  const known = new Set(
    entries.filter(({ kind }) => kind === 'answer').map(({ title }) => comparable(title)),
  );
  return found.map((each, id) => {
    const isKnown = known.has(comparable(each.question));
    return { ...each, id, isKnown, isTaken: !isKnown };
  });
}
