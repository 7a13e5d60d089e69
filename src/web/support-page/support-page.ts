/** The sample support page's script: search, and links into the chat. Everything is readable without it. */
import '../design/tokens.css';
import '../design/base.css';
import './support-page.css';

const all = <Kind extends Element>(selector: string): Kind[] => [
  ...document.querySelectorAll<Kind>(selector),
];
const one = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);
const normal = (text: string | null): string =>
  (text ?? '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const compact = (text: string): string => text.replaceAll(' ', '');

for (const element of all<HTMLElement>('[hidden]')) element.hidden = false;

const tables = all<HTMLElement>('.models');
const questions = all<HTMLDetailsElement>('#faq details');
const pageSearch = document.querySelector<HTMLInputElement>('#page-search');

const rowsOf = (table: HTMLElement): HTMLTableRowElement[] => [
  ...table.querySelectorAll<HTMLTableRowElement>('tbody tr'),
];
const searchOf = (table: HTMLElement): HTMLInputElement | null => table.querySelector('.model-search');
const nameIn = (row: HTMLTableRowElement): string => compact(normal(row.cells[0]?.textContent ?? ''));

/** Shows the models of a table that match the search and the status. */
function filterModels(table: HTMLElement): number {
  const wanted = compact(normal(searchOf(table)?.value ?? ''));
  const status = table.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value ?? '';
  const rows = rowsOf(table);
  let count = 0;
  for (const row of rows) {
    row.hidden = !nameIn(row).includes(wanted) || (status !== '' && row.dataset['status'] !== status);
    if (!row.hidden) count += 1;
  }
  const counter = table.querySelector('.model-count');
  if (counter) counter.textContent = `${count} of ${rows.length} models`;
  return count;
}

/** Fills in a table's search if it matches a model there. Returns the number of matches. */
function searchModels(table: HTMLElement, text: string): number {
  const isFound = rowsOf(table).some((row) => nameIn(row).includes(compact(normal(text))));
  const search = searchOf(table);
  if (search) search.value = isFound ? text : '';
  const count = filterModels(table);
  return isFound && text !== '' ? count : 0;
}

/** Shows the questions whose text or answer contains every word of the search. */
function filterQuestions(text: string): number {
  const words = normal(text).split(' ');
  let count = 0;
  for (const question of questions) {
    const content = normal(question.textContent);
    question.hidden = !words.every((word) => content.includes(word));
    if (!question.hidden) count += 1;
  }
  for (const group of all<HTMLElement>('.faq-group'))
    group.hidden = group.querySelector('details:not([hidden])') === null;
  return count;
}

function searchPage(): void {
  const text = pageSearch?.value ?? '';
  const models = tables.reduce((sum, table) => sum + searchModels(table, text), 0);
  const found = filterQuestions(text);
  const counter = one('#search-count');
  if (counter) counter.textContent = text.trim() === '' ? '' : `${found} questions, ${models} models`;
}

for (const table of tables) {
  searchOf(table)?.addEventListener('input', () => filterModels(table));
  for (const input of table.querySelectorAll('input[type=radio]'))
    input.addEventListener('change', () => filterModels(table));
}
pageSearch?.addEventListener('input', searchPage);

const withChat = (work: (chat: { open(): void; ask(question: string): void }) => void): void => {
  const chat = window.SupportChat;
  if (chat !== undefined && 'open' in chat) work(chat);
};
one('#open-chat')?.addEventListener('click', () => withChat((chat) => chat.open()));
for (const button of all<HTMLButtonElement>('[data-ask]'))
  button.addEventListener('click', () => withChat((chat) => chat.ask(button.dataset['ask'] ?? '')));

/** Opens the answer that a link points to. */
function openLinked(): void {
  const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked instanceof HTMLDetailsElement) {
    linked.open = true;
    linked.scrollIntoView();
  }
}
addEventListener('hashchange', openLinked);
openLinked();
