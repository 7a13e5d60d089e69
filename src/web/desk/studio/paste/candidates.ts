import type { StudioOverview } from '#desk/studio/wire.ts';
import { answersInHtml, answersInText, type FoundAnswer } from './read-page.ts';

/** A question that was found, and whether it becomes an answer of the draft. */
export interface Candidate extends FoundAnswer {
  /** Its place on the page. */
  id: number;
  isTaken: boolean;
  /** The bot has an answer with this question. */
  isKnown: boolean;
}

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Finds questions in what was pasted; those that the bot has already are not chosen. */
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
