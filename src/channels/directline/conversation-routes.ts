import { conversationNotFound } from './authorize.ts';
import { randomUUID } from 'node:crypto';
import type { Request } from 'restify';
import type { Conversation } from '#store/conversations.ts';
import { type Caller, checkReach } from './authorize.ts';
import { readJson } from '#http/body.ts';
import { isObject } from '#http/json.ts';
import type { RouteContext } from './context.ts';
import { countedCaller } from './counted-caller.ts';
import { queryOf } from '#http/url.ts';
import { cutText } from '#text/cut-text.ts';
import { plainName } from '#text/plain-name.ts';
import type { Handler } from './http.ts';
import { joinActivity } from './incoming-activity.ts';
import { checkUserChoice, newUserId, USER_PREFIX } from './token-routes.ts';
import { type Grant, TOKEN_SECONDS } from './tokens.ts';
import { fromWatermark, toWatermark } from '#streams/watermark.ts';

const MAX_LOCALE = 35;

/**
 * `POST /conversations`: starts the token's conversation, or says that it is running. Its stream begins
 * with the first activity: whoever starts has seen nothing, even when another tab has.
 */
export const startConversation =
  (context: RouteContext): Handler =>
  async (request) => {
    const { options, limits, location, runner } = context;
    const { botAccount, clock, store } = options;
    const caller = await countedCaller(context, request);
    const body = await readJson(request);
    const grant = grantOf(caller, body);
    const existing = await store.conversations.find(grant.conversationId);
    if (existing === undefined && caller.kind === 'visitor')
      await limits.newConversation(location.addressOf(request));
    const locale = typeof body['locale'] === 'string' ? cutText(body['locale'], MAX_LOCALE) : undefined;
    const start = await store.conversations.start(
      { id: grant.conversationId, userId: grant.userId, userName: grant.userName, locale },
      (conversation) => joinActivity(conversation, botAccount, clock()),
    );
    if (start.kind === 'started' && start.accepted.mine) {
      const { seq, body: stored, pending } = start.accepted;
      runner.offer({ conversationId: grant.conversationId, seq, body: stored }, pending);
    }
    return {
      status: start.kind === 'started' ? 201 : 200,
      body: { ...(await describe(context, request, grant, 0)), expires_in: TOKEN_SECONDS },
    };
  };

/** `GET /conversations/{id}?watermark=`: a fresh stream URL, to replay from the watermark or from now. */
export const reconnect =
  (context: RouteContext): Handler =>
  async (request) => {
    const caller = await countedCaller(context, request);
    const conversation = await reachedConversation(context, caller, request);
    const grant = caller.kind === 'visitor' ? caller.grant : grantFor(conversation);
    const after = fromWatermark(queryOf(request).get('watermark')) ?? conversation.lastSeq;
    return { status: 200, body: await describe(context, request, grant, after) };
  };

/** @throws {HttpProblem} 403, 404 */
export async function reachedConversation(
  { options }: RouteContext,
  caller: Caller,
  request: Request,
): Promise<Conversation> {
  const id = conversationIdOf(request);
  checkReach(caller, id);
  const conversation = await options.store.conversations.find(id);
  if (conversation === undefined) throw conversationNotFound();
  return conversation;
}

export const conversationIdOf = (request: Request): string => {
  const params: unknown = request.params;
  const id = isObject(params) ? params['conversationId'] : undefined;
  return typeof id === 'string' ? id : '';
};

/** What a token for an existing conversation would grant. */
export const grantFor = ({ id, userId, userName }: Conversation): Grant => ({
  conversationId: id,
  userId,
  userName,
  origins: [],
});

async function describe({ tokens, location }: RouteContext, request: Request, grant: Grant, after: number) {
  const { conversationId } = grant;
  const base = location.baseUrlOf(request).replace(/^http/, 'ws');
  const query = `watermark=${toWatermark(after)}&t=${tokens.issueStream(grant)}`;
  return {
    conversationId,
    token: tokens.issue(grant),
    streamUrl: `${base}/v3/directline/conversations/${conversationId}/stream?${query}`,
  };
}

/** The token's own grant; with the secret a new conversation for the user that the body names. */
function grantOf(caller: Caller, body: Record<string, unknown>): Grant {
  if (caller.kind === 'visitor') {
    checkUserChoice(body, caller.grant);
    return caller.grant;
  }
  const { user } = body;
  const given = isObject(user) && typeof user['id'] === 'string' ? user['id'] : '';
  const name =
    isObject(user) && typeof user['name'] === 'string' ? cutText(plainName(user['name']), 100) : undefined;
  // Other ids could be claimed by anybody later; the conversation's user must be one that a token proves.
  const userId = given.startsWith(USER_PREFIX) ? cutText(given, 200) : newUserId();
  return { conversationId: randomUUID(), userId, userName: name, origins: [] };
}
