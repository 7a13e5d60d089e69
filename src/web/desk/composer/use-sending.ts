import { useState } from 'preact/hooks';
import type { DeskMessage } from '#desk/wire.ts';
import { isTooLong } from '#web/widget/panel/parts/room.tsx';
import type { DraftReply } from './use-draft-reply.ts';
import type { ReplyFiles } from './use-files.ts';

/** What an agent has written. */
export type WrittenReply = Pick<DeskMessage, 'text' | 'textFormat'> & { files: readonly File[] };

/**
 * Sends the content of the box, and empties the box once it has been accepted.
 * @param onSend sends it; returns whether it was accepted
 * @param onSent called when the box is empty again
 */
export function useSending(
  reply: DraftReply,
  files: ReplyFiles,
  onSend: (written: WrittenReply) => Promise<boolean> | boolean,
  onSent: () => void,
): { canSend: boolean; isSending: boolean; send: () => Promise<void> } {
  const [isSending, setSending] = useState(false);
  const isEmpty = reply.text.trim() === '' && files.files.length === 0;
  const canSend = !isEmpty && !isSending && files.problem === undefined && !isTooLong(reply.message.text);
  const send = async (): Promise<void> => {
    if (!canSend) return;
    const sending = onSend({ files: files.files, ...reply.message });
    if (sending !== true) {
      setSending(true);
      const isTaken = await sending;
      setSending(false);
      if (!isTaken) return;
    }
    reply.clear();
    files.clear();
    onSent();
  };
  return { canSend, isSending, send };
}
