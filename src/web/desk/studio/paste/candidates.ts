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

/** Whether there is an answer with this question. */
export function isAnswered(question: string, entries: StudioOverview['entries']): boolean {
  const wanted = comparable(question);
  return entries.some(({ kind, title }) => kind === 'answer' && comparable(title) === wanted);
}

/** Finds questions in the pasted text; those that the bot already has are not selected. */
export function candidatesIn(
  { html, text }: { html: string; text: string },
  { entries }: StudioOverview,
): Candidate[] {
  const inHtml = html === '' ? [] : answersInHtml(html);
  const found = inHtml.length > 0 ? inHtml : answersInText(text);
  return found.map((each, id) => {
    const isKnown = isAnswered(each.question, entries);
    return { ...each, id, isKnown, isTaken: !isKnown };
  });
}
