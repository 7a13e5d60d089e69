/** The sample support page's script: searching, and ways into the chat. Everything is readable without it. */
import '../page-colours.css';
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

const rows = all<HTMLTableRowElement>('#models tbody tr');
const questions = all<HTMLDetailsElement>('#faq details');
const modelSearch = document.querySelector<HTMLInputElement>('#model-search');
const pageSearch = document.querySelector<HTMLInputElement>('#page-search');

/** Shows the models that have these letters in their name and this status. */
function filterModels(): number {
  const wanted = compact(normal(modelSearch?.value ?? ''));
  const status = document.querySelector<HTMLInputElement>('input[name=status]:checked')?.value ?? '';
  let count = 0;
  for (const row of rows) {
    const name = compact(normal(row.cells[0]?.textContent ?? ''));
    row.hidden = !name.includes(wanted) || (status !== '' && row.dataset['status'] !== status);
    if (!row.hidden) count += 1;
  }
  const counter = one('#model-count');
  if (counter) counter.textContent = `${count} of ${rows.length} models`;
  return count;
}

/** Shows the questions whose text or answer has every word of the search. */
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
  if (modelSearch)
    modelSearch.value = rows.some((row) =>
      compact(normal(row.cells[0]?.textContent ?? '')).includes(compact(normal(text))),
    )
      ? text
      : '';
  const models = filterModels();
  const found = filterQuestions(text);
  const counter = one('#search-count');
  if (counter)
    counter.textContent =
      text.trim() === '' ? '' : `${found} questions, ${modelSearch?.value === '' ? 0 : models} models`;
}

modelSearch?.addEventListener('input', filterModels);
for (const input of all<HTMLInputElement>('input[name=status]'))
  input.addEventListener('change', filterModels);
pageSearch?.addEventListener('input', searchPage);

const withChat = (work: (chat: { open(): void; ask(question: string): void }) => void): void => {
  const chat = window.SupportChat;
  if (chat !== undefined && 'open' in chat) work(chat);
};
one('#open-chat')?.addEventListener('click', () => withChat((chat) => chat.open()));
for (const button of all<HTMLButtonElement>('[data-ask]'))
  button.addEventListener('click', () => withChat((chat) => chat.ask(button.dataset['ask'] ?? '')));

/** A link to an answer opens it. */
function openLinked(): void {
  const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked instanceof HTMLDetailsElement) {
    linked.open = true;
    linked.scrollIntoView();
  }
}
addEventListener('hashchange', openLinked);
openLinked();
