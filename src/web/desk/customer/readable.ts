/** The part of a page's address that tells pages of one site apart. */
export function pathOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

/** The site of an address. */
export const hostOf = (address: string): string => URL.parse(address)?.host ?? address;

const languages = new Intl.DisplayNames(undefined, { type: 'language' });

/** A language as the agent's browser calls it. @param tag BCP 47 */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
