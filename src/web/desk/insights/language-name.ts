import { insightWords as words } from './words.ts';

const names = new Intl.DisplayNames(undefined, { type: 'language' });

/** What people call a language. @param tag BCP 47; '' where it is not known */
export function languageName(tag: string): string {
  if (tag === '') return words.unknownLanguage;
  try {
    return names.of(tag) ?? tag;
  } catch {
    // Clients send what they like.
    return tag;
  }
}
