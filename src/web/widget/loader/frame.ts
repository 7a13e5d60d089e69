import { accentFor } from '../theme/accent.ts';
import type { ResolvedSettings } from '../panel-contract.ts';
import css from './launcher.css?inline';

/** The widget's host element, isolated from the page's styles. */
export interface Frame {
  element: HTMLElement;
  root: ShadowRoot;
  /** Sets theme, colours, corner and direction on the element, where the styles inside find them. */
  dress(settings: ResolvedSettings): void;
  remove(): void;
}

const NAME = 'support-chat';

/**
 * Adds the element to the page, and again whenever the page removes it along with its old content.
 * @param onChange called when the element is removed and when it is back
 */
export function createFrame(onChange: () => void): Frame {
  const element = document.createElement(NAME);
  const root = element.attachShadow({ mode: 'open', delegatesFocus: false });
  // Constructed style sheets work under any Content-Security-Policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.body.append(element);
  const stopStaying = stay(element, onChange);

  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  let current: ResolvedSettings | undefined;
  const dress = (settings: ResolvedSettings): void => {
    current = settings;
    const preferred = prefersDark.matches ? 'dark' : 'light';
    const theme = settings.theme === 'auto' ? preferred : settings.theme;
    element.dataset['theme'] = theme;
    element.dataset['position'] = settings.position;
    element.dir = settings.dir;
    element.lang = settings.locale;
    for (const [name, value] of Object.entries(accentFor(settings.color, theme)))
      element.style.setProperty(name, value);
  };
  const redress = (): void => {
    if (current !== undefined) dress(current);
  };
  prefersDark.addEventListener('change', redress);
  return {
    element,
    root,
    dress,
    remove() {
      stopStaying();
      prefersDark.removeEventListener('change', redress);
      element.remove();
    },
  };
}

/** A page that keeps removing the element gets it back more and more slowly. */
const LONGEST_PAUSE_MS = 5000;
const QUIET_MS = 2000;

/**
 * Puts an element back when the page removes it: single-page sites swap the body or its whole content.
 * @returns a function that stops watching
 */
function stay(element: HTMLElement, onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = 0;
  let backAt = 0;
  const observer = new MutationObserver(() => {
    watch();
    if (element.isConnected || timer !== undefined) return;
    onChange();
    pause = Date.now() - backAt < QUIET_MS ? Math.min(pause * 2 + 50, LONGEST_PAUSE_MS) : 0;
    // Not at once: two scripts that undo each other's changes would freeze the page.
    timer = setTimeout(putBack, pause);
  });
  function watch(): void {
    observer.disconnect();
    for (const place of [document, document.documentElement, document.body])
      if (place !== null) observer.observe(place, { childList: true });
  }
  function putBack(): void {
    timer = undefined;
    // Between two pages there may be no body; the observer sees it arrive.
    if (element.isConnected || document.body === null) return;
    // A page that a router cached holds an empty copy of the element.
    for (const copy of document.querySelectorAll(NAME)) copy.remove();
    document.body.append(element);
    backAt = Date.now();
    watch();
    onChange();
  }
  watch();
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
