const LONGEST = 300;
/** Longer ones are not parsed at all. */
export const LONGEST_SENT = 4000;

/**
 * Reduces the address of a page to what may be stored: http or https, and neither query nor fragment nor password,
 * which may contain personal data.
 * @returns undefined for any other address
 */
export function pageAddress(sent: string): string | undefined {
  const url = URL.parse(sent);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const address = `${url.origin}${url.pathname}`;
  return address.length > LONGEST ? undefined : address;
}

/** Whether two addresses belong to the same site. */
export const isSameSite = (a: string, b: string): boolean => URL.parse(a)?.origin === URL.parse(b)?.origin;
