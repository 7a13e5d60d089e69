const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });

/** Languages that an entry can be translated into here; a document may hold any other. */
const OFFERED =
  'ar bg bn ca cs da de el es es-MX et fa fi fr fr-CA he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv ta th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  );

/** What people call a language; a tag that names none stands for itself. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The languages that can be added, by name. @param taken tags that are there already */
export const languagesToAdd = (taken: readonly string[]): { tag: string; name: string }[] =>
  OFFERED.filter((tag) => !taken.includes(tag))
    .map((tag) => ({ tag, name: languageName(tag) }))
    .sort((one, other) => one.name.localeCompare(other.name));
