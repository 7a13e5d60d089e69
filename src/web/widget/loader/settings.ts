import { parseHex } from '../theme/contrast.ts';
import type { ResolvedSettings } from '../panel-contract.ts';
import type { WidgetSettings } from '../widget.d.ts';

type Key = keyof WidgetSettings;

/** Checks one setting: returns the value if it is usable, otherwise undefined. */
type Read = (value: unknown) => unknown;

const text: Read = (value) => (typeof value === 'string' ? value.trim() : undefined);
const oneOf =
  (...allowed: string[]): Read =>
  (value) =>
    allowed.includes(value as string) ? value : undefined;
const flag: Read = (value) =>
  value === true || value === 'true' || value === ''
    ? true
    : value === false || value === 'false'
      ? false
      : undefined;

/** Every setting with its check and, for the developer's console, the accepted values. */
const known: Record<Key, [Read, string]> = {
  title: [text, 'a text'],
  color: [
    (value) => (typeof value === 'string' && parseHex(value) ? value : undefined),
    'a hex colour such as #0a7d4b',
  ],
  position: [oneOf('start', 'end'), 'start or end'],
  greeting: [text, 'a text'],
  locale: [text, 'a language tag such as en'],
  dir: [oneOf('ltr', 'rtl'), 'ltr or rtl'],
  theme: [oneOf('auto', 'light', 'dark'), 'auto, light or dark'],
  open: [flag, 'true or false'],
  load: [oneOf('open', 'idle'), 'open or idle'],
  tokenUrl: [text, 'an address'],
  sharePage: [flag, 'true or false'],
  strings: [
    (value) => (typeof value === 'object' && value !== null ? value : undefined),
    'an object of texts',
  ],
};

/**
 * Returns the usable part of a page's settings.
 * @param warn called for each ignored setting, with the accepted values
 */
export function checkSettings(
  given: Readonly<Record<string, unknown>>,
  warn: (message: string) => void,
): WidgetSettings {
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const check = Object.hasOwn(known, key) ? known[key as Key] : undefined;
    const usable = check?.[0](value);
    if (usable !== undefined) settings[key] = usable;
    else if (check !== undefined) warn(`Support chat: "${key}" must be ${check[1]}.`);
  }
  return settings;
}

/** The widget's settings among a script's `data-` attributes; the page may have others. */
export const fromAttributes = (data: Readonly<Record<string, string | undefined>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([key]) => Object.hasOwn(known, key)));

/** The language and direction that the page declares. */
export interface PageLanguage {
  lang: string;
  dir: string;
  /** The browser's language. */
  browser: string;
}

/** Languages that are written from right to left. */
const RTL = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i;

/** Fills in the defaults that depend on the page. */
export function resolve(settings: WidgetSettings, page: PageLanguage): ResolvedSettings {
  const locale = settings.locale || page.lang || page.browser || 'en';
  const pageDir = page.dir === 'rtl' ? 'rtl' : 'ltr';
  return {
    ...settings,
    locale,
    dir: settings.dir ?? (RTL.test(locale) ? 'rtl' : settings.locale ? 'ltr' : pageDir),
    position: settings.position ?? 'end',
    theme: settings.theme ?? 'auto',
  };
}
