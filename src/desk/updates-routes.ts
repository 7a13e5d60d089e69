import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';
import type { ShownActivity } from '#streams/activity-set.ts';
import { fromWatermark, toWatermark } from '#streams/watermark.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { conversationIn } from './conversation-in.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { deskAvailability, deskUpdates, type DeskChatUpdates, deskState, nothing } from './wire.ts';

/** Activities of one chat in one response; a longer transcript takes several responses. */
const PAGE = { rows: 100, bytes: 128 * 1024 };
/** An agent has a handful of chats, plus one more that is open. */
const MAX_CHATS = 50;

const asked = z.object({
  cursor: single(z.string().max(100).describe('From the last response; omit it at first.')),
  chat: z
    .array(z.string().regex(/^[^@]{1,100}@\d{1,9}$/))
    .max(MAX_CHATS)
    .default([])
    .describe('REFERENCE@WATERMARK of each chat or ticket to follow; 0 reads from the start.'),
});

const presenceGiven = z
  .object({
    availability: deskAvailability.optional(),
    viewing: z.string().max(40).nullable().optional(),
  })
  .meta({ examples: [{ availability: 'busy', viewing: 'R-1' }] });

const state = agentRoute(
  {
    method: 'get',
    path: '/desk/api/state',
    summary: 'Shows who is waiting, who is chatting with whom, and who is at the desk.',
    gives: deskState,
  },
  ({ readState }) => readState,
);

/** Everything that the sockets carry, for a desk whose sockets are blocked. */
const updates = agentRoute(
  {
    method: 'get',
    path: '/desk/api/updates',
    summary: 'The desk by polling every two seconds, for networks that block WebSockets.',
    query: {
      schema: asked,
      refuse: () => badArgument('Ask with "cursor" and "chat=REFERENCE@WATERMARK".'),
    },
    gives: deskUpdates,
  },
  (context) =>
    async (agent, { request, query }) => {
      // A desk that polls counts as present, just like an open socket.
      await context.presences.note(agent.id, { at: context.clock() });
      const { cursor: known, chat } = query();
      const now = await context.readState();
      // A hash of the state: any replica can tell whether the state has changed, and none has to remember what it sent.
      const cursor = createHash('sha256').update(JSON.stringify(now)).digest('base64url').slice(0, 22);
      const base = context.location.baseUrlOf(request);
      const news = await Promise.all(chat.map((each) => newsOf(context, each, base)));
      return { cursor, state: cursor === known ? null : now, chats: news.flat() };
    },
);

/** @param base the server's own address for this reader */
async function newsOf({ store }: DeskContext, chat: string, base: string): Promise<DeskChatUpdates[]> {
  const [reference = '', watermark = ''] = chat.split('@');
  const conversationId = await conversationIn(store)(reference);
  if (conversationId === undefined) return [];
  const after = fromWatermark(watermark) ?? 0;
  const { activities, hasMore } = await store.transcript.page(conversationId, after, PAGE);
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

const presence = agentRoute(
  {
    method: 'post',
    path: '/desk/api/presence',
    summary: 'Sets whether the agent is available, and which chat they have open.',
    body: { schema: presenceGiven, refuse: () => badArgument('Send available, busy or away.') },
    gives: nothing,
  },
  ({ presences, clock }) =>
    async (agent, { body }) => {
      const { availability, viewing } = await body();
      await presences.note(agent.id, {
        at: clock(),
        ...(availability === undefined ? {} : { availability }),
        ...(viewing === undefined ? {} : { viewing }),
      });
      return {};
    },
);

/** The state of the desk. */
export const updatesRoutes = [state, updates, presence];
