import { newClientId } from '../client/client-id.ts';
import type { WrittenReply } from '../composer/use-sending.ts';

/** Gives each reply an id, the same while the reply is unchanged, so that the server stores a repeated one once. */
export interface ReplyIds {
  of(reply: WrittenReply): string;
  /** The server has the reply: the next one gets a new id, even with the same words. */
  taken(): void;
}

export function createReplyIds(): ReplyIds {
  let last: { written: string; id: string } | undefined;
  return {
    of({ text, textFormat, files }) {
      const about = files.map(({ name, size, lastModified }) => [name, size, lastModified]);
      const written = JSON.stringify([text, textFormat, about]);
      if (last?.written !== written) last = { written, id: newClientId() };
      return last.id;
    },
    taken() {
      last = undefined;
    },
  };
}
