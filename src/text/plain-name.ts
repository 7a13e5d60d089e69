/** Marks that turn the direction of what follows, and control characters: no name has use for them. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * A name that stays itself wherever it stands: people choose their names, and some choose ones that turn the words
 * around them. Do it where a name comes in, and where one is shown that may have come in before.
 */
export const plainName = (name: string): string => name.replaceAll(UNSEEN, '').trim();
