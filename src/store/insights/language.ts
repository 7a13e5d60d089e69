/** The language of a locale alone, '' where it is none: a client may send anything. */
export const languageOf = (locale: string | null): string =>
  /^[a-z]{2,3}(?=$|[-_])/i.exec(locale ?? '')?.[0].toLowerCase() ?? '';
