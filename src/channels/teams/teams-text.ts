import type { Activity } from 'botbuilder';

/** Somebody named in a message, as Teams writes it. */
interface Mention {
  type: string;
  text?: string;
  mentioned?: { id?: string; name?: string };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const nameIn = ({ text = '', mentioned }: Mention): string =>
  mentioned?.name ?? text.replaceAll(/<\/?at[^>]*>/gi, '');

/**
 * What a message in Teams says to the bot: without the bot's own mention at its beginning, which group chats and
 * channels demand; other people's mentions stay, as names. Teams' line ends and hard spaces become plain ones.
 */
export function teamsText({
  text,
  entities,
  recipient,
}: Pick<Activity, 'text' | 'entities' | 'recipient'>): string {
  let said = (typeof text === 'string' ? text : '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\u00A0', ' ')
    .trim();
  const mentions = ((entities ?? []) as Mention[]).filter(({ type }) => type === 'mention');
  const own = mentions.filter(({ mentioned }) => mentioned?.id === recipient?.id);
  for (const { text: written = '' } of own)
    if (written !== '' && said.startsWith(written)) said = said.slice(written.length).trim();
  for (const mention of mentions)
    if (mention.text !== undefined && mention.text !== '')
      said = said.replaceAll(new RegExp(escaped(mention.text), 'g'), () => nameIn(mention));
  return said;
}
