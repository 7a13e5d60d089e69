import { plainName } from '#text/plain-name.ts';
import type { Attachment } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';

/** Where our server has what was uploaded, whatever its name was when it was. */
const UPLOAD = /\/v3\/directline\/attachments\/[\w-]+\/[^/]+$/;

/**
 * A message as an agent may see it. Of a customer's, only their words and the files that they uploaded here: a card or an
 * address of theirs could pass for a part of the desk.
 * @param server its address without a slash at the end, e.g. `https://bot.example.com`
 */
export function customerText(entry: MessageEntry, server: string): MessageEntry & { isPartly: boolean } {
  if (entry.from !== 'visitor') return { ...entry, isPartly: false };
  const files = entry.attachments.flatMap((each) => ownUpload(each, server));
  // Teams sends its own HTML of the same words along.
  const others = entry.attachments.filter(
    ({ contentType }) => contentType !== 'text/html' || entry.text.trim() === '',
  );
  return { ...entry, attachments: files, isPartly: files.length < others.length };
}

function ownUpload({ contentType, contentUrl, name }: Attachment, server: string): Attachment[] {
  const path = UPLOAD.exec(URL.parse(contentUrl ?? '')?.pathname ?? '')?.[0];
  if (path === undefined || contentType.startsWith('application/vnd.microsoft.card.')) return [];
  return [
    { contentType, contentUrl: `${server}${path}`, ...(name === undefined ? {} : { name: plainName(name) }) },
  ];
}
