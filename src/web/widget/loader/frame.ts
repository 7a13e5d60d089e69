import { accentFor } from '../theme/accent.ts';
import type { ResolvedSettings } from '../panel-contract.ts';
import css from './launcher.css?inline';

/** The widget's own element on the page, apart from the page's styles. */
export interface Frame {
  element: HTMLElement;
  root: ShadowRoot;
  /** Puts theme, colours, corner and direction on the element, where the styles inside find them. */
  dress(settings: ResolvedSettings): void;
  remove(): void;
}

/** Adds the element to the page. */
export function createFrame(): Frame {
  const element = document.createElement('support-chat');
  const root = element.attachShadow({ mode: 'open', delegatesFocus: false });
  // Constructed style sheets pass any Content-Security-Policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.body.append(element);

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
      prefersDark.removeEventListener('change', redress);
      element.remove();
    },
  };
}
