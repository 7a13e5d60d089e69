import { badArgument, HttpProblem } from '#http/problem.ts';
import { randomUUID } from 'node:crypto';
import { readJson } from '#http/body.ts';
import { isObject } from '#http/json.ts';
import { cutText } from '#text/cut-text.ts';
import { plainName } from '#text/plain-name.ts';
import type { RouteContext } from './context.ts';
import { countedCaller } from './counted-caller.ts';
import type { Handler, Reply } from './http.ts';
import { type Grant, TOKEN_SECONDS, type Tokens } from './tokens.ts';

const MAX_USER_ID = 200;
const MAX_ORIGINS = 50;
/** Reserved for ids that stand in a token: a client cannot take on such an id by itself. */
export const USER_PREFIX = 'dl_';

export const newUserId = (): string => `${USER_PREFIX}${randomUUID()}`;

/** `POST /tokens/generate`: the holder of the secret gets a token for a new conversation and its user. */
export const generateToken =
  ({ tokens, authorizer }: RouteContext): Handler =>
  async (request) => {
    await authorizer.secretHolder(request);
    const body = await readJson(request);
    const user = userOf(body);
    const grant: Grant = {
      conversationId: randomUUID(),
      userId: user.id ?? newUserId(),
      userName: user.name,
      origins: originsOf(body['trustedOrigins']),
    };
    return tokenReply(tokens, grant);
  };

/** `POST /tokens/refresh`: a token that is still good gives a fresh one for the same. */
export const refreshToken =
  (context: RouteContext): Handler =>
  async (request) => {
    const caller = await countedCaller(context, request);
    if (caller.kind === 'secret') throw badArgument('Only a token can be refreshed.');
    return tokenReply(context.tokens, caller.grant);
  };

/** `GET /session/getsessionid`: the client asks, and only wants an id. */
export const getSessionId =
  (context: RouteContext): Handler =>
  async (request) => {
    await countedCaller(context, request);
    return { status: 200, body: { sessionId: randomUUID() } };
  };

function tokenReply(tokens: Tokens, grant: Grant): Reply {
  const { conversationId } = grant;
  return {
    status: 200,
    body: { conversationId, token: tokens.issue(grant), expires_in: TOKEN_SECONDS },
  };
}

/** @throws {HttpProblem} 400 unless `user` is missing or has an id that may stand in a token */
function userOf(body: Record<string, unknown>): { id?: string; name?: string } {
  const { user } = body;
  if (user === undefined || user === null) return {};
  if (!isObject(user)) throw badArgument('"user" must be an object.');
  const { id, name } = user;
  if (name !== undefined && typeof name !== 'string') throw badArgument('"user.name" must be a text.');
  const named = name === undefined ? {} : { name: cutText(plainName(name), 100) };
  if (id === undefined || id === null) return named;
  if (typeof id !== 'string' || !id.startsWith(USER_PREFIX) || id.length > MAX_USER_ID)
    throw badArgument(
      `"user.id" must begin with "${USER_PREFIX}" and have at most ${MAX_USER_ID} characters.`,
    );
  return { ...named, id };
}

function originsOf(list: unknown): string[] {
  if (list === undefined || list === null) return [];
  const valid =
    Array.isArray(list) && list.length <= MAX_ORIGINS && list.every((entry) => typeof entry === 'string');
  if (!valid) throw badArgument('"trustedOrigins" must be a list of origins.');
  return list.map((entry: string) => {
    if (!URL.canParse(entry)) throw badArgument('"trustedOrigins" must be a list of origins.');
    return new URL(entry).origin;
  });
}

/** @throws {HttpProblem} 403 when a client asks to be a user that its token does not name */
export function checkUserChoice(body: Record<string, unknown>, grant: Grant): void {
  const { user } = body;
  if (!isObject(user)) return;
  const { id } = user;
  if (typeof id === 'string' && id.startsWith(USER_PREFIX) && id !== grant.userId)
    throw new HttpProblem(
      403,
      'InvalidCredentials',
      `An id that begins with "${USER_PREFIX}" comes with a token.`,
    );
}
