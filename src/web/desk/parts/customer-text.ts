import { plainName } from '#text/plain-name.ts';
import type { Attachment } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';

/** The path of uploads on our server, whatever host name it had at the time. */
const UPLOAD = /\/v3\/directline\/attachments\/[\w-]+\/[^/]+$/;

/**
 * A message as an agent may see it. Of a customer's message, only the text and the files uploaded here are kept: a
 * customer's card or link could pass for part of the desk.
 * @param server its address without a trailing slash, e.g. `https://bot.example.com`
 */
export function customerText(entry: MessageEntry, server: string): MessageEntry & { isPartly: boolean } {
  if (entry.from !== 'visitor') return { ...entry, isPartly: false };
  const files = entry.attachments.flatMap((each) => ownUpload(each, server));
  // Teams attaches the same text again as HTML.
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
