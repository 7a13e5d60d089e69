import type { Entry } from './find.ts';

const HINT_LENGTH = 110;

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** The beginning of a text, cut between words. */
const beginning = (text: string): string =>
  text.length <= HINT_LENGTH ? text : `${text.slice(0, text.lastIndexOf(' ', HINT_LENGTH))}…`;

const answerEntry = (details: HTMLDetailsElement): Entry => ({
  kind: 'answer',
  id: details.id,
  title: textOf(details.querySelector('summary')),
  hint: beginning(textOf(details.querySelector('.first'))),
  label: details.dataset['label'] ?? '',
  text: textOf(details.querySelector('.answer')),
});

const modelEntry = (row: HTMLTableRowElement): Entry => ({
  kind: 'model',
  id: row.id,
  title: textOf(row.cells[0]),
  hint: `${row.closest<HTMLElement>('.models')?.dataset['advisory']}: ${row.dataset['status']}`,
  label: '',
  text: '',
});

/** Reads the searchable entries from the page itself: its models and its answers. */
export const pageEntries = (): Entry[] => [
  ...[...document.querySelectorAll<HTMLTableRowElement>('.models tbody tr')].map(modelEntry),
  ...[...document.querySelectorAll<HTMLDetailsElement>('#questions details')].map(answerEntry),
];
