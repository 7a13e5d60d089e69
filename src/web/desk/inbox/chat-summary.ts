import { DIRECT_LINE } from '#channel-ids.ts';
import type { DeskChat } from '#desk/wire.ts';
import { plainName } from '#text/plain-name.ts';

export const customerOf = ({ name, reference }: Pick<DeskChat, 'name' | 'reference'>): string =>
  plainName(name ?? '') || `Customer ${reference}`;

const languages = new Intl.DisplayNames(undefined, { type: 'language' });

function languageOf(locale: string | null): string | undefined {
  try {
    return locale === null ? undefined : languages.of(locale);
  } catch {
    return undefined;
  }
}

/** A one-line summary of a chat. */
export const aboutChat = ({
  channel,
  locale,
  topic,
  models,
  mood,
  reason,
  preferredAgent,
}: DeskChat): string =>
  [
    topic,
    models.join(', '),
    mood === 'upset' ? 'upset' : undefined,
    reason === 'offered' ? 'the bot could not help' : undefined,
    preferredAgent === null ? undefined : `asked for ${preferredAgent} again`,
    channel === DIRECT_LINE ? 'web chat' : channel,
    languageOf(locale),
  ]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(' · ');
