import { z } from 'zod';

/** The language of the knowledge itself; everything that is not translated is read in it. */
const OWN = 'en';

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** What is wrong with a language tag, as a sentence; undefined if it is valid. */
function wrongWith(tag: string): string | undefined {
  const canonical = canonicalOf(tag.replaceAll('_', '-'));
  if (canonical === undefined) return `"${tag}" is no language; use a tag such as "es" or "pt-BR".`;
  if (canonical.language === OWN)
    return 'The entry itself is in English; write it there, and use other languages here.';
  const written = canonical.toString();
  return written === tag ? undefined : `Write this language as "${written}".`;
}

/** A tag in its usual spelling; undefined if its language or its region is unknown. */
function canonicalOf(tag: string): Intl.Locale | undefined {
  try {
    const locale = new Intl.Locale(tag);
    const { language, region } = locale;
    const isKnown =
      languages.of(language) !== undefined && (region === undefined || regions.of(region) !== undefined);
    return isKnown ? locale : undefined;
  } catch {
    return undefined;
  }
}

/** A language as BCP 47 writes it: "es", "pt-BR". */
export const languageTag = z.string().superRefine((tag, context) => {
  const message = wrongWith(tag);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});
