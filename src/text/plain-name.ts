/** Control characters and marks that change the direction of what follows: no name needs them. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Cleans a name, because some people choose names that reorder the text around them. Call it where a name comes in, and
 * where a name is shown that may have been stored before.
 */
export const plainName = (name: string): string => name.replaceAll(UNSEEN, '').trim();
