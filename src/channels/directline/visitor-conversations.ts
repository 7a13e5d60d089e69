import { z } from 'zod';
import { cutText } from '#text/cut-text.ts';
import { directLineRoute } from './http.ts';
import { allowedOrigin, visitorOf } from './visitor-session.ts';

const MAX = 20;
const LONGEST_WORDS = 200;

/** Lists a visitor's conversations, so that a page can offer to return to one. */
export const listVisitorConversations = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/visitor-conversations',
    summary: "Lists a visitor's conversations, newest first.",
    callers: ['anyone'],
    body: {
      schema: z
        .object({ credential: z.string().describe('From a visitor session.') })
        .meta({ examples: [{ credential: 'none' }] }),
    },
    answers: {
      200: z.object({
        conversations: z.array(
          z.object({
            conversationId: z.string(),
            startedAt: z.string().describe('ISO 8601.'),
            firstWords: z.string().describe('The beginning of the first message that the visitor wrote.'),
          }),
        ),
      }),
    },
  },
  (context) =>
    async ({ request, body }) => {
      const { limits, location, options } = context;
      allowedOrigin(context, request);
      await limits.session(location.addressOf(request));
      const userId = visitorOf(context, (await body()).credential);
      const earlier = userId === undefined ? [] : await options.store.earlierConversations(userId, MAX);
      return {
        status: 200,
        body: {
          conversations: earlier.map(({ id, startedAt, firstWords }) => ({
            conversationId: id,
            startedAt: startedAt.toISOString(),
            firstWords: cutText(firstWords, LONGEST_WORDS),
          })),
        },
      };
    },
);
