import * as en from './en.ts';

/** Every text of the widget in one language. */
export type Strings = Readonly<Record<keyof typeof en, string>>;

/** Texts that come in singular and plural. */
type Plural = {
  [Key in keyof Strings]: Key extends `${infer Stem}One` ? Stem : never;
}[keyof Strings];

/** English, which is always available. */
const english: Strings = en;

/** Languages that are fetched on demand. */
const others: Readonly<Record<string, () => Promise<Strings>>> = {
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  zh: () => import('./zh.ts'),
};

/**
 * The texts for a locale: its language's (`de-AT` is German), or English if the language is not included or cannot be
 * fetched.
 * @param own a site's own texts, which override the others; unknown keys are ignored
 */
export async function loadStrings(
  locale: string,
  own: Readonly<Record<string, string>> = {},
): Promise<Strings> {
  const shipped = await fetchLanguage(locale.split('-', 1)[0]?.toLowerCase() ?? 'en');
  const texts: Record<string, string> = { ...shipped };
  for (const [key, text] of Object.entries(own))
    if (key in english && typeof text === 'string') texts[key] = text;
  return texts as Strings;
}

async function fetchLanguage(language: string): Promise<Strings> {
  try {
    return (await others[language]?.()) ?? english;
  } catch {
    // A chat in English is better than none.
    return english;
  }
}

/** Fills in `{name}` placeholders. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));

/** The text for a number of things, in the right plural form, with the number filled in. */
export function plural(strings: Strings, locale: string, stem: Plural, count: number): string {
  const isOne = pluralRules(locale).select(count) === 'one';
  return fill(strings[`${stem}${isOne ? 'One' : 'Other'}`], { count });
}

function pluralRules(locale: string): Intl.PluralRules {
  try {
    return new Intl.PluralRules(locale);
  } catch {
    return new Intl.PluralRules('en');
  }
}
