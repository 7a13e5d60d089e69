import { createHmac } from 'node:crypto';
import type { Uploads } from '#store/uploads.ts';

const NAME = 'message.txt';

/** Keeps the text of a line as a file. @returns where it is read; the same for the same line */
export type SaveTextAsFile = (line: { conversationId: string; seq: number }, text: string) => Promise<string>;

/**
 * Makes what keeps texts that are too long for a channel as files.
 * @param secret makes the files' ids: whoever knows one may read the file
 * @param urlOf where a file is read
 */
export const createSaveTextAsFile =
  ({
    uploads,
    secret,
    urlOf,
  }: {
    uploads: Pick<Uploads, 'save'>;
    secret: string;
    urlOf: (file: { id: string; name: string }) => string;
  }): SaveTextAsFile =>
  async ({ conversationId, seq }, text) => {
    const id = createHmac('sha256', secret).update(`kept text/${conversationId}/${seq}`).digest('hex');
    await uploads.save({
      id,
      conversationId,
      name: NAME,
      contentType: 'text/plain; charset=utf-8',
      content: new TextEncoder().encode(text),
    });
    return urlOf({ id, name: NAME });
  };
