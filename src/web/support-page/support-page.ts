/** The sample support page's script: search, filter and chat. The page is readable without it. */
import '../design/tokens.css';
import '../design/base.css';
import './support-page.css';
import { pageEntries } from './page-entries.ts';
import type { SupportChat } from '#web/widget/widget.d.ts';
import { mountSearchBox } from './search-box.ts';
import { mountStatusFilters, uncover } from './status-filter.ts';

/** Runs once the chat's own script has; it may be blocked. */
function whenChatIsReady(work: (chat: SupportChat) => void): void {
  const run = (): void => {
    const chat = window.SupportChat;
    if (chat !== undefined && 'open' in chat) work(chat);
    else document.addEventListener('support-chat:ready', run, { once: true });
  };
  run();
}

/** Shows what leads to the chat. */
function offerChat(chat: SupportChat): void {
  const stuck = document.querySelector<HTMLElement>('.stuck');
  if (stuck) stuck.hidden = false;
  document.querySelector('#open-chat')?.addEventListener('click', () => chat.open());
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-ask]')) {
    button.hidden = false;
    button.addEventListener('click', () => chat.ask(button.dataset['ask'] ?? ''));
  }
  search?.offerChat((question) => chat.ask(question));
}

/** Opens the answer or shows the model that the address points to. */
function showLinked(): void {
  const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked === null) return;
  if (linked instanceof HTMLDetailsElement) linked.open = true;
  uncover(linked);
  linked.scrollIntoView({ block: linked instanceof HTMLDetailsElement ? 'start' : 'center' });
}

/** Opens all answers while the page is printed. */
function openForPrint(): void {
  const closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const details of closed) details.open = true;
  addEventListener('afterprint', () => closed.forEach((details) => (details.open = false)), { once: true });
}

for (const element of document.querySelectorAll<HTMLElement>('#search, .filter')) element.hidden = false;
const search = mountSearchBox(pageEntries());
mountStatusFilters();
whenChatIsReady(offerChat);
addEventListener('beforeprint', openForPrint);
addEventListener('hashchange', showLinked);
// Clicking the same link again does not change the address.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
  if (link?.hash === location.hash) showLinked();
});
showLinked();
