import { isComposing } from '#web/common/keys.ts';
import { createPageSearch, type Entry } from './find.ts';

/** Asks the chat a question that the page does not answer. */
type AskChat = (question: string) => void;

interface SearchBox {
  /** Adds the chat to the results, from the next search on. */
  offerChat(ask: AskChat): void;
}

/**
 * Shows the search results as links under the box, until the visitor turns to something else. Arrow keys move between
 * them; Escape clears the box.
 */
export function mountSearchBox(entries: readonly Entry[]): SearchBox | undefined {
  const form = document.querySelector<HTMLFormElement>('#search');
  const box = document.querySelector<HTMLInputElement>('#page-search');
  const list = document.querySelector<HTMLUListElement>('#results');
  const count = document.querySelector<HTMLElement>('#search-count');
  if (form === null || box === null || list === null || count === null) return undefined;
  const find = createPageSearch(entries);
  let askChat: AskChat | undefined;

  const show = (): void => {
    const text = box.value.trim();
    const found = find(text);
    list.replaceChildren(
      ...found.map(resultItem),
      ...(text === '' || askChat === undefined ? [] : [chatItem(text, askChat)]),
    );
    list.hidden = list.children.length === 0;
    count.textContent = text === '' ? '' : inWords(found.length, askChat !== undefined);
  };
  const hide = (): void => {
    list.hidden = true;
  };
  const items = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('a, button')];

  box.addEventListener('input', show);
  box.addEventListener('focus', show);
  list.addEventListener('click', hide);
  document.addEventListener('pointerdown', ({ target }) => {
    if (!form.contains(target as Node)) hide();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    // Where pressing a link does not focus it, focus goes nowhere, and the link must stay until it is clicked.
    if (relatedTarget !== null && !form.contains(relatedTarget as Node)) hide();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    items()[0]?.click();
  });
  form.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
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
  return {
    offerChat(ask) {
      askChat = ask;
    },
  };
}

const inWords = (count: number, canAsk: boolean): string => {
  if (count === 0) return canAsk ? 'Nothing found. You can ask the chat.' : 'Nothing found.';
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

function chatItem(text: string, ask: AskChat): HTMLLIElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.append('Ask the chat: ', part('strong', `“${text}”`));
  button.addEventListener('click', () => ask(text));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function part(name: 'strong' | 'span', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
