import { insightWords as words } from './words.ts';

const names = new Intl.DisplayNames(undefined, { type: 'language' });

/** The name of a language. @param tag BCP 47; '' if unknown */
export function languageName(tag: string): string {
  if (tag === '') return words.unknownLanguage;
  try {
    return names.of(tag) ?? tag;
  } catch {
    // Clients may send anything.
    return tag;
  }
}
