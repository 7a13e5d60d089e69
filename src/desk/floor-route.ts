import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fromWatermark, toWatermark } from '#streams/watermark.ts';
import type { ShownActivity } from '#streams/activity-set.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { HttpProblem } from '#http/problem.ts';
import type { ChatStore } from '#handoff/chat.ts';
import type { Transcript } from '#store/transcript.ts';
import type { DeskFloor, DeskFloorChat, DeskState } from './wire.ts';

/** Activities of one chat in one answer; a longer transcript comes in several. */
const PAGE = { rows: 100, bytes: 128 * 1024 };
/** An agent has a handful of chats, and one more before them. */
const MOST_CHATS = 50;

const asked = z.object({
  cursor: z.string().max(100),
  chats: z.array(z.string().regex(/^[^@]{1,100}@\d{1,9}$/)).max(MOST_CHATS),
});

export interface FloorRouteParts {
  readState: () => Promise<DeskState>;
  chats: Pick<ChatStore, 'find'>;
  transcript: Pick<Transcript, 'page'>;
}

/** Answers `GET /desk/api/floor`. @param base the server's own address, for who asks @throws {HttpProblem} 400 */
export type FloorRoute = (query: URLSearchParams, base: string) => Promise<DeskFloor>;

async function newsOf(
  { chats, transcript }: Pick<FloorRouteParts, 'chats' | 'transcript'>,
  chat: string,
  base: string,
): Promise<DeskFloorChat[]> {
  const [reference = '', watermark = ''] = chat.split('@');
  const found = await chats.find(reference);
  if (found === undefined) return [];
  const after = fromWatermark(watermark) ?? 0;
  const { activities, hasMore } = await transcript.page(found.conversationId, after, PAGE);
  return [
    {
      reference,
      activities: activities
        .filter(({ hidden }) => !hidden)
        .map(({ body }) => JSON.parse(withUploadUrls(body, base)) as ShownActivity),
      watermark: toWatermark(activities.at(-1)?.seq ?? after),
      isMore: hasMore,
    },
  ];
}

/** What a desk would hear on its sockets, for one whose sockets do not get through; see {@link DeskFloor}. */
export const createFloorRoute =
  ({ readState, chats, transcript }: FloorRouteParts): FloorRoute =>
  async (query, base) => {
    const parsed = asked.safeParse({ cursor: query.get('cursor') ?? '', chats: query.getAll('chat') });
    if (!parsed.success)
      throw new HttpProblem(400, 'BadArgument', 'Ask with "cursor" and "chat=REFERENCE@WATERMARK".');
    const state = await readState();
    // A hash of what is shown: any replica can tell whether it is news, and none has to remember who was told what.
    const cursor = createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
    const news = await Promise.all(
      parsed.data.chats.map((chat) => newsOf({ chats, transcript }, chat, base)),
    );
    return { cursor, state: cursor === parsed.data.cursor ? null : state, chats: news.flat() };
  };
