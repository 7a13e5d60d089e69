import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import type { Activity } from '#bot-framework/activity.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { readBody } from '#http/body.ts';
import { parseJson } from '#http/json.ts';
import { HttpProblem } from '#http/problem.ts';
import type { SupportAdapter } from './adapter.ts';
import { isFromThisMachine, isLoopbackUrl } from '#http/this-machine.ts';
import { parseActivity } from './parse-activity.ts';
import { isOtherTenant } from './tenant.ts';
import type { TurnQueue } from './turn-queue.ts';

/** What the endpoint needs. */
export interface MessagesParts {
  adapter: SupportAdapter;
  /** Without an app id: only tools on this machine are served. */
  isLocal: boolean;
  /** The one tenant that the bot is for; undefined: any. */
  tenantId: string | undefined;
  bot: () => BotLogic | undefined;
  queue: TurnQueue;
  log: Logger;
}

/** Teams allows 100 KB for a message; twice that is nobody's question. */
const mostBytes = 256 * 1024;

/**
 * Mounts `POST /api/messages`. With an app id every request needs a token that the Bot Framework signed for
 * it; without one the endpoint serves tools on this machine alone, and sends replies to this machine alone. Nothing of a
 * body is read before that is clear.
 */
export function mountMessages(
  server: Server,
  { adapter, isLocal, tenantId, bot, queue, log }: MessagesParts,
): void {
  /** @throws {HttpProblem} 401, 403, 415, 503 */
  const admit = async (request: Request): Promise<BotLogic> => {
    if (isLocal && !isFromThisMachine(request))
      throw new HttpProblem(
        403,
        'LocalOnly',
        'Without MicrosoftAppId this bot answers only the machine that it runs on.',
      );
    if (request.contentType() !== 'application/json')
      throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as application/json.');
    const logic = bot();
    if (logic === undefined)
      throw new HttpProblem(
        503,
        'NotReady',
        'The bot is still starting. Please try again in a few seconds.',
        {
          retryAfter: 5,
        },
      );
    await adapter.checkToken(request.headers.authorization ?? '');
    return logic;
  };

  const readActivity = async (request: Request): Promise<Activity> => {
    const body = await readBody(request, { bytes: mostBytes });
    const activity = parseActivity(body.length === 0 ? undefined : parseJson(body.toString()));
    if (isLocal && activity.serviceUrl !== undefined && !isLoopbackUrl(activity.serviceUrl))
      throw new HttpProblem(
        403,
        'LocalOnly',
        'Without MicrosoftAppId replies go only to this machine; check serviceUrl.',
      );
    return activity;
  };

  server.post('/api/messages', async (request: Request, response: Response) => {
    const logic = await admit(request);
    const activity = await readActivity(request);
    const authenticated = await adapter.authenticate(activity, request.headers.authorization ?? '');
    if (isOtherTenant(activity, tenantId))
      throw new HttpProblem(403, 'WrongTenant', 'This bot is for another organisation.');
    const answer = await queue.run(activity.conversation.id, () =>
      adapter.run(authenticated, activity, logic),
    );
    log.debug({ requestId: response.getHeader('X-Request-Id'), activityId: activity.id }, 'activity taken');
    response.send(answer?.status ?? 200, answer?.body);
  });
}
