import { useEffect, useRef } from 'preact/hooks';
import type { DeskClient } from '../client/desk-client.ts';

const KEY = 'support-desk:shortcuts';

/** Single-key shortcuts can be turned off: people who use speech input would trigger them by accident. */
function areKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== '0';
  } catch {
    return true;
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? '1' : '0');
  } catch {
    // Not stored: they will be on again on the next page.
  }
}

const keys: [string, string][] = [
  ['?', 'Show this list'],
  ['c', 'Claim the next chat in the queue'],
  ['j / k', 'Go to the next or previous of my chats'],
  ['r', 'Go to the reply box'],
  ['n', 'Go to the note box'],
  ['Enter', 'In the reply box: send (with Shift: new line)'],
  ['↑', 'In an empty reply box: insert the first suggested answer'],
  ['Esc', 'Close this list'],
];

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

const focusOn = (label: string): void =>
  document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.focus();

/** Runs the shortcut for a key. @returns whether there was one */
function pressed(key: string, client: DeskClient, showList: () => void): boolean {
  const { mine, chosen, state } = client;
  const at = mine.value.findIndex(({ reference }) => reference === chosen.value?.reference);
  const go = (to: number): void => {
    const next = mine.value[(to + mine.value.length) % Math.max(1, mine.value.length)];
    if (next !== undefined) client.choose({ kind: 'chat', reference: next.reference });
  };
  const [next] = state.value?.waiting ?? [];
  switch (key) {
    case '?':
      showList();
      return true;
    case 'c':
      if (next !== undefined) void client.claim(next.reference);
      return true;
    case 'j':
      go(at + 1);
      return true;
    case 'k':
      go(at < 0 ? 0 : at - 1);
      return true;
    case 'r':
      focusOn('Reply');
      return true;
    case 'n':
      focusOn('New note');
      return true;
    default:
      return false;
  }
}

/** The button and dialog that list the shortcuts. */
export function Shortcuts({ client }: { client: DeskClient }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      if (!isPlain || isWriting(event.target) || !areKeysOn()) return;
      if (pressed(event.key, client, () => dialog.current?.showModal())) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [client]);
  return (
    <>
      <button type="button" class="quiet" onClick={() => dialog.current?.showModal()}>
        Shortcuts
      </button>
      <dialog ref={dialog} aria-label="Keyboard shortcuts" class="dialog shortcuts">
        <h2>Keyboard shortcuts</h2>
        <dl>
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label class="check">
          <input
            type="checkbox"
            defaultChecked={areKeysOn()}
            onChange={({ currentTarget }) => keep(currentTarget.checked)}
          />
          Use single-key shortcuts
        </label>
        <form method="dialog">
          <button type="submit" class="button small">
            Close
          </button>
        </form>
      </dialog>
    </>
  );
}
