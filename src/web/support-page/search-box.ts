import { createPageSearch, type Entry } from './find.ts';

interface SearchBoxOptions {
  entries: readonly Entry[];
  /** Asks the chat a question that the page does not answer. */
  askChat: (question: string) => void;
}

/** Shows the search results as links under the box. Arrow keys move between them; Escape clears the box. */
export function mountSearchBox({ entries, askChat }: SearchBoxOptions): void {
  const form = document.querySelector<HTMLFormElement>('#search');
  const box = document.querySelector<HTMLInputElement>('#page-search');
  const list = document.querySelector<HTMLUListElement>('#results');
  const count = document.querySelector<HTMLElement>('#search-count');
  if (form === null || box === null || list === null || count === null) return;
  const find = createPageSearch(entries);

  const show = (): void => {
    const text = box.value.trim();
    const found = find(text);
    list.replaceChildren(
      ...found.map(resultItem),
      ...(text === '' ? [] : [chatItem(text, () => askChat(text))]),
    );
    list.hidden = text === '';
    count.textContent = text === '' ? '' : inWords(found.length);
  };
  const items = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('a, button')];

  box.addEventListener('input', show);
  box.addEventListener('focus', show);
  list.addEventListener('click', () => {
    list.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    items()[0]?.click();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      box.value = '';
      show();
      box.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops = [box, ...items()];
    const at = stops.indexOf(document.activeElement as HTMLInputElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  });
}

const inWords = (count: number): string => {
  if (count === 0) return 'Nothing found. You can ask the chat.';
  return count === 1 ? '1 result' : `${count} results`;
};

function resultItem({ kind, id, title, hint }: Entry): HTMLLIElement {
  const link = document.createElement('a');
  link.href = `#${id}`;
  link.append(part('strong', title), part('span', hint));
  const item = document.createElement('li');
  item.className = `${kind}-result`;
  item.append(link);
  return item;
}

function chatItem(text: string, ask: () => void): HTMLLIElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.append('Ask the chat: ', part('strong', `“${text}”`));
  button.addEventListener('click', ask);
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function part(name: 'strong' | 'span', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
