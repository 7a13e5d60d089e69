import type { Logger } from 'pino';
import type { Request, Server } from 'restify';
import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { HttpProblem } from '#http/problem.ts';
import { route, type RouteShape } from '#http/route.ts';
import { isFromThisMachine, isLoopbackUrl } from '#http/this-machine.ts';
import type { ConnectorAdapter } from './connector-adapter.ts';
import { asTurnActivity, receivedActivity } from './parse-activity.ts';
import { isOtherTenant } from './tenant.ts';
import type { TurnQueue } from './turn-queue.ts';

/** What the endpoint needs. */
export interface MessagesParts {
  adapter: ConnectorAdapter;
  /** There is no app id: only tools on this machine are served. */
  isLocal: boolean;
  /** The only tenant that the bot serves; undefined for any. */
  tenantId: string | undefined;
  bot: () => BotLogic | undefined;
  queue: TurnQueue;
  log: Logger;
}

/** Teams allows 100 KB for a message; nobody asks a question of twice that size. */
const mostBytes = 256 * 1024;

/**
 * With an app id, every request needs a token that the Bot Framework signed for it. Without one, the endpoint serves
 * only tools on this machine, and sends replies only to this machine. It checks this before it reads any of the body.
 */
const messages = route(
  {
    method: 'post',
    path: '/api/messages',
    summary: 'Receives an activity from a Bot Framework channel and runs a turn on it.',
    tag: 'Bot Framework',
    callers: ['connector', 'anyone'],
    body: receivedActivity,
    answers: {
      200: z.looseObject({}).describe('The response to an invoke or to `expectReplies`; otherwise empty.'),
    },
  },
  (parts: MessagesParts) =>
    async ({ request, response, body }) => {
      const { adapter, tenantId, queue, log } = parts;
      const logic = await admit(parts, request);
      const activity = asTurnActivity(await body({ bytes: mostBytes }));
      checkReplyAddress(parts, activity);
      const authenticated = await adapter.authenticate(activity, request.headers.authorization ?? '');
      if (isOtherTenant(activity, tenantId))
        throw new HttpProblem(403, 'WrongTenant', 'This bot is for another organisation.');
      const answer = await queue.run(activity.conversation.id, () =>
        adapter.run(authenticated, activity, logic),
      );
      log.debug(
        { requestId: response.getHeader('X-Request-Id'), activityId: activity.id },
        'handled an activity',
      );
      // Sent here and not by the route: a response without a body must stay without one.
      response.send(answer?.status ?? 200, answer?.body);
      return undefined;
    },
  { where: 'request failed' },
);

/** The shape of `/api/messages`, for the description of the API. */
export const messagesShapes: readonly RouteShape[] = [messages.shape];

/** Mounts `POST /api/messages`. */
export const mountMessages = (server: Server, parts: MessagesParts): void => messages.mount(server, parts);

/** @throws {HttpProblem} 401, 403, 415, 503 */
async function admit({ adapter, isLocal, bot }: MessagesParts, request: Request): Promise<BotLogic> {
  if (isLocal && !isFromThisMachine(request))
    throw new HttpProblem(
      403,
      'LocalOnly',
      'Without MicrosoftAppId, this bot answers only the machine that it runs on.',
    );
  if (request.contentType() !== 'application/json')
    throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as application/json.');
  const logic = bot();
  if (logic === undefined)
    throw new HttpProblem(503, 'NotReady', 'The bot is still starting. Please try again in a few seconds.', {
      retryAfter: 5,
    });
  await adapter.checkToken(request.headers.authorization ?? '');
  return logic;
}

/** @throws {HttpProblem} 403 */
function checkReplyAddress({ isLocal }: MessagesParts, { serviceUrl }: Activity): void {
  // The SDK's types call it required; in fact a sender may omit it.
  const address: string | undefined = serviceUrl;
  if (isLocal && address !== undefined && !isLoopbackUrl(address))
    throw new HttpProblem(
      403,
      'LocalOnly',
      'Without MicrosoftAppId, replies go only to this machine; check serviceUrl.',
    );
}
