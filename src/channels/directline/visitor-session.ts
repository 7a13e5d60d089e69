import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { mayOpenChat } from '#http/origins.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Conversation } from '#store/conversations.ts';
import type { RouteContext } from './context.ts';
import { directLineRoute } from './http.ts';
import { newUserId, tokenAnswer } from './token-routes.ts';
import { TOKEN_SECONDS } from './tokens.ts';

/** Anything that cannot be used counts as absent, which starts a new visitor. */
const visit = z.object({
  credential: z.string().describe('From an earlier session.').optional().catch(undefined),
  startNew: z.boolean().optional().catch(undefined),
  conversationId: z
    .string()
    .describe('Which of their conversations to go on with; the newest one by default.')
    .optional()
    .catch(undefined),
});

/**
 * Issues a token to a page without any secret. Visitors with a credential get the conversation that they name,
 * otherwise their newest one, or a new one on request.
 */
export const openVisitorSession = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/visitor-session',
    summary: "Issues a token to a page, and reopens a visitor's newest conversation.",
    callers: ['anyone'],
    body: { schema: visit.meta({ examples: [{ credential: 'none', startNew: true }] }) },
    answers: {
      200: tokenAnswer.extend({
        userId: z.string(),
        credential: z.string().describe('Identifies the visitor next time; valid for a year.'),
        resumed: z.boolean(),
        usualWaitSeconds: z
          .number()
          .nullable()
          .describe('How long people usually wait for an agent; null when no agent could come right now.'),
        features: z.object({ transcriptByMail: z.boolean() }),
      }),
    },
  },
  (context) =>
    async ({ request, body }) => {
      const { limits, location, options, tokens } = context;
      const origin = allowedOrigin(context, request);
      const address = location.addressOf(request);
      await limits.session(address);
      const { credential, startNew, conversationId: wanted } = await body();
      const known = credential === undefined ? undefined : visitorOf(context, credential);
      const earlier =
        known === undefined || startNew === true ? undefined : await earlierOf(context, known, wanted);
      const conversation = earlier ?? (await promise(context, address, known ?? newUserId()));
      const { id: conversationId, userId, userName } = conversation;
      return {
        status: 200,
        body: {
          conversationId,
          token: tokens.issue({ conversationId, userId, userName, origins: [origin] }),
          expires_in: TOKEN_SECONDS,
          userId,
          // Renewed each time, so that it expires a year after the last visit, not the first.
          credential: tokens.issueVisitor(userId),
          resumed: earlier !== undefined,
          usualWaitSeconds: (await options.usualWait?.()) ?? null,
          features: { transcriptByMail: options.mailsTranscripts === true },
        },
      };
    },
);

/** The conversation that the visitor names, if it is theirs; otherwise their newest one. */
async function earlierOf(
  { options: { store } }: RouteContext,
  userId: string,
  wanted: string | undefined,
): Promise<Conversation | undefined> {
  const named = wanted === undefined ? undefined : await store.conversations.find(wanted);
  return named?.userId === userId ? named : await store.conversations.newestOf(userId);
}

async function promise(
  { limits, options }: RouteContext,
  address: string,
  userId: string,
): Promise<Conversation> {
  await limits.newConversation(address);
  return await options.store.conversations.promise({ userId });
}

/** An invalid or expired credential starts a new visitor: an error would help nobody. */
export function visitorOf({ tokens }: RouteContext, credential: string): string | undefined {
  try {
    return tokens.verifyVisitor(credential);
  } catch (error) {
    if (error instanceof HttpProblem) return undefined;
    throw error;
  }
}

/** @throws {HttpProblem} 403 unless the page belongs to an allowed site or to this server */
export function allowedOrigin({ location, options }: RouteContext, request: IncomingMessage): string {
  const { origin } = request.headers;
  if (origin !== undefined && mayOpenChat(request, { allowed: options.allowedOrigins, location }))
    return origin;
  throw new HttpProblem(403, 'OriginNotAllowed', 'This site may not open a conversation here.');
}
