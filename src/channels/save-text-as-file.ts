import { createHmac } from 'node:crypto';
import type { Uploads } from '#store/uploads.ts';

const NAME = 'message.txt';

/** Stores the text of an activity as a file. @returns its URL, always the same for the same activity */
export type SaveTextAsFile = (line: { conversationId: string; seq: number }, text: string) => Promise<string>;

/**
 * Builds the function that stores texts too long for a channel as files.
 * @param secret derives the files' ids: anyone who knows an id may read the file
 * @param urlOf the URL of a file
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
