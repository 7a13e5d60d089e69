const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });

/** The languages offered for translations; a document may also contain others. */
const OFFERED =
  'ar bg bn ca cs da de el es es-MX et fa fi fr fr-CA he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv ta th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  );

/** The name of a language; the tag itself if it names none. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The languages that can be added, sorted by name. @param taken the tags already present */
export const languagesToAdd = (taken: readonly string[]): { tag: string; name: string }[] =>
  OFFERED.filter((tag) => !taken.includes(tag))
    .map((tag) => ({ tag, name: languageName(tag) }))
    .sort((one, other) => one.name.localeCompare(other.name));
