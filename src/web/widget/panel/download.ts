import type { Entry } from '../client/chat-client.ts';
import type { Strings } from '../strings/strings.ts';
import { messageText } from './content/message-text.ts';
import { fullTime } from './dates.ts';

/** A conversation as a text file: who, when, what. */
export function transcriptText(entries: readonly Entry[], strings: Strings, locale: string): string {
  return entries
    .map((entry) => {
      const when = fullTime(entry.at, locale);
      if (entry.kind === 'pending') {
        const files = entry.files.map(({ name }) => name);
        return `${strings.you} · ${when} · ${entry.state === 'failed' ? strings.failed : strings.sending}\n${[entry.text, ...files].join('\n')}\n`;
      }
      const bot = entry.agent?.name ?? strings.supportBot;
      const links = entry.attachments.flatMap(({ contentUrl }) => contentUrl ?? []);
      const who = entry.from === 'visitor' ? strings.you : bot;
      return `${who} · ${when}\n${[messageText(entry), ...links].join('\n')}\n`;
    })
    .join('\n');
}

/** Saves the conversation as a file on the visitor's machine, without asking the server. */
export function downloadChat(entries: readonly Entry[], strings: Strings, locale: string): void {
  const text = transcriptText(entries, strings, locale);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${strings.downloadName}.txt`;
  link.click();
  // The browser starts saving on the next turn of the event loop, but does not report when.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
