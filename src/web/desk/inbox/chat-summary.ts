import { DIRECT_LINE } from '#channel-ids.ts';
import type { DeskChat } from '#desk/wire.ts';
import { plainName } from '#text/plain-name.ts';
import { friendlyName } from '../parts/friendly-name.ts';
import { rowWords as words } from '../words.ts';

/** The customer's name, or a made-up one that is always the same for them. */
export const customerOf = ({ name, userId }: Pick<DeskChat, 'name' | 'userId'>): string =>
  plainName(name ?? '') || friendlyName(userId);

const languages = new Intl.DisplayNames(undefined, { type: 'language' });
const ownLanguage = languageCode(navigator.language);

function languageCode(locale: string): string {
  return locale.split('-', 1)[0] ?? locale;
}

/** The customer's language, if it differs from the agent's. */
function languageOf(locale: string | null): string | undefined {
  try {
    return locale === null || languageCode(locale) === ownLanguage
      ? undefined
      : languages.of(languageCode(locale));
  } catch {
    return undefined;
  }
}

const isText = (text: string | null | undefined): text is string =>
  text !== null && text !== undefined && text !== '';

/** What else an agent should know before they open a chat, in a few words each. */
export const factsAbout = ({ channel, locale, reason, preferredAgent }: DeskChat): string[] =>
  [
    preferredAgent === null ? undefined : words.cameBackTo(preferredAgent),
    reason === 'offered' ? words.botFailed : undefined,
    channel === DIRECT_LINE ? undefined : channel,
    languageOf(locale),
  ].filter(isText);
