import { randomUUID } from 'node:crypto';
import type { Request } from 'restify';
import { z } from 'zod';
import { single } from '#http/query.ts';
import type { Conversation } from '#store/conversations.ts';
import { fromWatermark, toWatermark } from '#streams/watermark.ts';
import { cutText } from '#text/cut-text.ts';
import { plainName } from '#text/plain-name.ts';
import { type Caller, checkReach, conversationNotFound } from './authorize.ts';
import type { RouteContext } from './context.ts';
import { countedCaller } from './counted-caller.ts';
import { directLineRoute } from './http.ts';
import { joinActivity } from './incoming-activity.ts';
import { checkUserChoice, newUserId, tokenAnswer, USER_PREFIX } from './token-routes.ts';
import { type Grant, TOKEN_SECONDS } from './tokens.ts';

const MAX_LOCALE = 35;

/** Clients of every version send something here; whatever cannot be used counts as absent. */
const start = z.object({
  user: z
    .object({
      id: z.string().optional().catch(undefined),
      name: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  locale: z.string().optional().catch(undefined),
});

const opened = tokenAnswer
  .omit({ expires_in: true })
  .extend({ streamUrl: z.string().describe('A WebSocket URL; open it within a minute.') });
const started = opened.extend({ expires_in: z.number().describe('Seconds.') });

/** The watermark of what the client has already seen. */
export const sinceWatermark = {
  schema: z.object({ watermark: single(z.string().describe('From the last response.')) }),
};

/**
 * Starts the token's conversation, or returns it when it is already running. The stream replays it from the first
 * activity: a client that starts has seen nothing, even if another tab has.
 */
export const startConversation = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/conversations',
    summary: "Starts the token's conversation, or returns it when it is running.",
    callers: ['visitor', 'secret'],
    body: { schema: start.meta({ examples: [{ user: { id: 'me' }, locale: 'en' }] }) },
    answers: { 200: started, 201: started },
  },
  (context) =>
    async ({ request, body }) => {
      const { options, limits, location, runner } = context;
      const { botAccount, clock, store } = options;
      const caller = await countedCaller(context, request);
      const { user, locale } = await body();
      const grant = grantOf(caller, user);
      const existing = await store.conversations.find(grant.conversationId);
      if (existing === undefined && caller.kind === 'visitor')
        await limits.newConversation(location.addressOf(request));
      const begun = await store.conversations.start(
        {
          id: grant.conversationId,
          userId: grant.userId,
          userName: grant.userName,
          locale: locale === undefined ? undefined : cutText(locale, MAX_LOCALE),
        },
        (conversation) => joinActivity(conversation, botAccount, clock()),
      );
      if (begun.kind === 'started' && begun.accepted.mine) {
        const { seq, body: stored, pending } = begun.accepted;
        runner.offer({ conversationId: grant.conversationId, seq, body: stored }, pending);
      }
      return {
        status: begun.kind === 'started' ? 201 : 200,
        body: { ...describe(context, request, grant, 0), expires_in: TOKEN_SECONDS },
      };
    },
);

/** Returns a fresh stream URL that replays from the watermark, or starts now. */
export const reconnect = directLineRoute(
  {
    method: 'get',
    path: '/v3/directline/conversations/:conversationId',
    summary: 'Returns a fresh stream URL that replays from the watermark, or starts now.',
    callers: ['visitor', 'secret'],
    query: sinceWatermark,
    answers: { 200: opened },
  },
  (context) =>
    async ({ request, params, query }) => {
      const caller = await countedCaller(context, request);
      const conversation = await reachedConversation(context, caller, params.conversationId);
      const grant = caller.kind === 'visitor' ? caller.grant : grantFor(conversation);
      const after = fromWatermark(query().watermark) ?? conversation.lastSeq;
      return { status: 200, body: describe(context, request, grant, after) };
    },
);

/** @throws {HttpProblem} 403, 404 */
export async function reachedConversation(
  { options }: RouteContext,
  caller: Caller,
  id: string,
): Promise<Conversation> {
  checkReach(caller, id);
  const conversation = await options.store.conversations.find(id);
  if (conversation === undefined) throw conversationNotFound();
  return conversation;
}

/** The grant of a token for an existing conversation. */
export const grantFor = ({ id, userId, userName }: Conversation): Grant => ({
  conversationId: id,
  userId,
  userName,
  origins: [],
});

function describe({ tokens, location }: RouteContext, request: Request, grant: Grant, after: number) {
  const { conversationId } = grant;
  const base = location.baseUrlOf(request).replace(/^http/, 'ws');
  const query = `watermark=${toWatermark(after)}&t=${tokens.issueStream(grant)}`;
  return {
    conversationId,
    token: tokens.issue(grant),
    streamUrl: `${base}/v3/directline/conversations/${conversationId}/stream?${query}`,
  };
}

/** The token's own grant; with the secret, a new conversation for the user that the body names. */
function grantOf(caller: Caller, user: z.infer<typeof start>['user']): Grant {
  if (caller.kind === 'visitor') {
    checkUserChoice(user?.id, caller.grant);
    return caller.grant;
  }
  const { id = '', name } = user ?? {};
  // Anybody could claim another id later; the conversation's user must be one that a token proves.
  const userId = id.startsWith(USER_PREFIX) ? cutText(id, 200) : newUserId();
  const userName = name === undefined ? undefined : cutText(plainName(name), 100);
  return { conversationId: randomUUID(), userId, userName, origins: [] };
}
