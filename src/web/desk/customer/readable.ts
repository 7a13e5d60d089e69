/** The part of a page's address that distinguishes pages of one site. */
export function pathOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

/** The host of an address. */
export const hostOf = (address: string): string => URL.parse(address)?.host ?? address;

const languages = new Intl.DisplayNames(undefined, { type: 'language' });

/** A language's name from the agent's browser. @param tag BCP 47 */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
