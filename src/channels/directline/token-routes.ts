import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { withSchemaMessage, type Reply } from '#http/route.ts';
import { cutText } from '#text/cut-text.ts';
import { plainName } from '#text/plain-name.ts';
import { countedCaller } from './counted-caller.ts';
import { directLineRoute } from './http.ts';
import { type Grant, TOKEN_SECONDS, type Tokens } from './tokens.ts';

const MAX_USER_ID = 200;
const MAX_ORIGINS = 50;
/** Reserved for ids that a token names: no client can choose such an id itself. */
export const USER_PREFIX = 'dl_';

export const newUserId = (): string => `${USER_PREFIX}${randomUUID()}`;

const ID_RULE = `"user.id" must begin with "${USER_PREFIX}" and have at most ${MAX_USER_ID} characters.`;
const ORIGINS_RULE =
  '"trustedOrigins" must be a list of origins; write each as https://host or https://host:port.';

const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

const wanted = z.object({
  user: z
    .object(
      {
        id: z.string(ID_RULE).startsWith(USER_PREFIX, ID_RULE).max(MAX_USER_ID, ID_RULE).nullish(),
        name: z.string('"user.name" must be a string.').optional(),
      },
      '"user" must be an object.',
    )
    .nullish(),
  trustedOrigins: z
    .array(z.string(ORIGINS_RULE).refine(isHttpUrl, ORIGINS_RULE), ORIGINS_RULE)
    .max(MAX_ORIGINS, ORIGINS_RULE)
    .nullish(),
});

/** What a client needs to open a conversation. */
export const tokenAnswer = z
  .object({
    conversationId: z.string(),
    token: z.string(),
    expires_in: z.number().describe('Seconds.'),
  })
  .meta({ id: 'Token' });

/** Issues a token for a new conversation and its user to a holder of the secret. */
export const generateToken = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/tokens/generate',
    summary: 'Issues a token for a new conversation.',
    callers: ['secret'],
    body: {
      schema: wanted.meta({
        examples: [{ user: { id: 'dl_me', name: 'Me' }, trustedOrigins: ['https://example.com'] }],
      }),
      refuse: withSchemaMessage,
    },
    answers: { 200: tokenAnswer },
  },
  ({ tokens, authorizer }) =>
    async ({ request, body }) => {
      await authorizer.secretHolder(request);
      const { user, trustedOrigins } = await body();
      return tokenReply(tokens, {
        conversationId: randomUUID(),
        userId: user?.id ?? newUserId(),
        userName: user?.name === undefined ? undefined : cutText(plainName(user.name), 100),
        origins: (trustedOrigins ?? []).map((entry) => new URL(entry).origin),
      });
    },
);

/** Exchanges a valid token for a fresh one with the same grant. */
export const refreshToken = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/tokens/refresh',
    summary: 'Renews a token that is still valid.',
    callers: ['visitor'],
    answers: { 200: tokenAnswer },
  },
  (context) =>
    async ({ request }) => {
      const caller = await countedCaller(context, request);
      if (caller.kind === 'secret') throw badArgument('Only a token can be refreshed.');
      return tokenReply(context.tokens, caller.grant);
    },
);

/** Microsoft's client requests this when it starts, and only wants some id. */
export const getSessionId = directLineRoute(
  {
    method: 'get',
    path: '/v3/directline/session/getsessionid',
    summary: 'Returns a session id, which nothing depends on.',
    callers: ['visitor', 'secret'],
    answers: { 200: z.object({ sessionId: z.string() }) },
  },
  (context) =>
    async ({ request }) => {
      await countedCaller(context, request);
      return { status: 200, body: { sessionId: randomUUID() } };
    },
);

function tokenReply(tokens: Tokens, grant: Grant): Reply<z.infer<typeof tokenAnswer>> {
  const { conversationId } = grant;
  return {
    status: 200,
    body: { conversationId, token: tokens.issue(grant), expires_in: TOKEN_SECONDS },
  };
}

/** @throws {HttpProblem} 403 if a client claims a user id that its token does not name */
export function checkUserChoice(id: string | undefined, grant: Grant): void {
  if (id?.startsWith(USER_PREFIX) === true && id !== grant.userId)
    throw new HttpProblem(
      403,
      'InvalidCredentials',
      `Only a token may name a user id that begins with "${USER_PREFIX}".`,
    );
}
