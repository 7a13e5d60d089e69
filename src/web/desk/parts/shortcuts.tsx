import { useEffect, useRef } from 'preact/hooks';
import type { DeskClient } from '../client/desk-client.ts';

const KEY = 'support-desk:shortcuts';

/** Single keys can be turned off: who speaks to the computer would press them by accident. */
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
    // Not kept: then they are on again on the next page.
  }
}

const keys: [string, string][] = [
  ['?', 'This list'],
  ['c', 'Claim the next one in the queue'],
  ['j / k', 'Next and previous chat of mine'],
  ['r', 'To the reply box'],
  ['n', 'To the note box'],
  ['Enter', 'In the reply box: send; with Shift a new line'],
  ['↑', 'In the empty reply box: put in the first suggested answer'],
  ['Esc', 'Close this list'],
];

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

const focusOn = (label: string): void =>
  document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.focus();

/** Does what a single key stands for. @returns whether it stands for anything */
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

/** The shortcuts, and their list. */
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
          Single keys work
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
