import type { LauncherStrings } from './launcher-strings.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** A speech bubble with two lines of text in it. */
const BUBBLE =
  'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z M8 10h8 M8 13h5';

/** The button in the corner, and its error message. */
export interface Launcher {
  setStrings(strings: LauncherStrings): void;
  setHidden(hidden: boolean): void;
  setBusy(busy: boolean): void;
  setUnread(count: number): void;
  setFailed(failed: boolean): void;
  focus(): void;
}

/** Puts the launcher into the widget's shadow root. */
export function createLauncher(root: ShadowRoot, onPress: () => void): Launcher {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.append(drawIcon());
  button.addEventListener('click', onPress);
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.ariaHidden = 'true';
  const note = document.createElement('p');
  note.className = 'note';
  note.role = 'alert';
  note.hidden = true;
  root.append(button, note);

  let strings: LauncherStrings | undefined;
  let unread = 0;
  let failed = false;
  const show = (): void => {
    if (strings === undefined) return;
    const { openChat, openChatUnreadOne, openChatUnreadOther, loadFailed } = strings;
    const news = unread === 1 ? openChatUnreadOne : openChatUnreadOther;
    button.ariaLabel = unread === 0 ? openChat : news.replace('{count}', String(unread));
    badge.textContent = unread > 99 ? '99+' : String(unread);
    if (unread === 0) badge.remove();
    else button.append(badge);
    note.textContent = failed ? loadFailed : '';
    note.hidden = !failed;
  };
  return {
    setStrings(next) {
      strings = next;
      show();
    },
    setHidden(hidden) {
      button.hidden = hidden;
    },
    setBusy(busy) {
      button.ariaBusy = busy ? 'true' : null;
    },
    setUnread(count) {
      unread = count;
      show();
    },
    setFailed(next) {
      failed = next;
      show();
    },
    focus: () => button.focus(),
  };
}

function drawIcon(): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  const attributes = {
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  };
  for (const [name, value] of Object.entries(attributes)) icon.setAttribute(name, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', BUBBLE);
  icon.append(path);
  return icon;
}
