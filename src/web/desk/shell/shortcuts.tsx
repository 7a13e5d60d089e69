import { useEffect } from 'preact/hooks';
import { readStored, writeStored } from '../client/browser-storage.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { shortcutWords as words } from '../words.ts';

const KEY = 'support-desk:shortcuts';
const storage = (): Storage => localStorage;

/** Single-key shortcuts can be turned off, because speech input would trigger them by accident. */
const areKeysOn = (): boolean => readStored(storage, KEY) !== '0';

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [role=menu]') !==
    null;

/** Keys that repeat while they are held; others act once, because one press must not close several chats. */
const REPEATING = ['j', 'k'];

const first = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);

/** Opens the entry after the open one in the list on the screen. @param step 1 or -1 */
function move(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.inbox .row-link')];
  const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = at < 0 ? rows[0] : rows[at + step];
  next?.click();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Runs a key's action. If an element on the screen has the key as `data-key`, it is pressed. */
function pressed(key: string, client: DeskClient, showList: () => void): boolean {
  switch (key) {
    case '?':
      showList();
      return true;
    case 'c': {
      const waiting = client.state.value?.waiting ?? [];
      const next = waiting.find(({ reference }) => reference === client.opened.value) ?? waiting[0];
      if (next !== undefined) void client.claim(next.reference);
      return true;
    }
    case 'j':
    case 'k':
      move(key === 'j' ? 1 : -1);
      return true;
    default: {
      const own = `[data-key="${CSS.escape(key)}"]`;
      // The open entry takes precedence over the views.
      const target = first(`main ${own}`) ?? first(own);
      if (target?.matches('input, textarea')) target.focus();
      else target?.click();
      return target !== null;
    }
  }
}

/** Leaves the text box, so that single keys work again, or closes the column that covers the conversation. */
function leave(from: EventTarget | null, client: DeskClient): void {
  if (from instanceof HTMLElement && from.matches('.write textarea, .inbox input')) from.blur();
  else client.showsAside.value = false;
}

/** Runs the shortcuts while the desk is shown. */
export function useShortcuts(client: DeskClient, showList: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave(event.target, client);
      const isSearch = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
      if (isSearch && pressed('/', client, showList)) event.preventDefault();
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      if (!isPlain || isWriting(event.target) || !areKeysOn()) return;
      if (event.repeat && !REPEATING.includes(event.key)) return;
      if (pressed(event.key, client, showList)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [client]);
}

/** The list of the shortcuts. */
export const ShortcutsDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={words.title} onClose={onClose}>
    <dl class="shortcuts">
      {words.keys.map(([key, what]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
    <form method="dialog" class="dialog-foot">
      <label class="check">
        <input
          type="checkbox"
          defaultChecked={areKeysOn()}
          onChange={({ currentTarget }) => writeStored(storage, KEY, currentTarget.checked ? '1' : '0')}
        />
        {words.single}
      </label>
      <button type="submit" class="button">
        {words.close}
      </button>
    </form>
  </Dialog>
);
