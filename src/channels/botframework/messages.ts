import type { Logger } from 'pino';
import restify from 'restify';
import type { BotLogic } from '../../bot/support-bot.ts';
import { HttpProblem } from '../http-server.ts';
import type { SupportAdapter } from './adapter.ts';
import { isFromThisMachine, isLoopbackUrl } from './loopback.ts';
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

const isJson: restify.RequestHandler = (request, _response, next) => {
  const isRight = request.contentType() === 'application/json';
  next(
    isRight ? undefined : new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as application/json.'),
  );
};

/**
 * Mounts `POST /api/messages`. With an app id every request needs a token that the Bot Framework signed for
 * it; without one the endpoint serves tools on this machine alone, and sends replies to this machine alone.
 */
export function mountMessages(
  server: restify.Server,
  { adapter, isLocal, tenantId, bot, queue, log }: MessagesParts,
): void {
  const onlyThisMachine: restify.RequestHandler = (request, _response, next) => {
    if (isLocal && !isFromThisMachine(request)) {
      next(
        new HttpProblem(
          403,
          'LocalOnly',
          'Without MicrosoftAppId this bot answers only the machine that it runs on.',
        ),
      );
      return;
    }
    next();
  };
  server.post(
    '/api/messages',
    onlyThisMachine,
    isJson,
    ...restify.plugins.bodyParser({ mapParams: false, maxBodySize: mostBytes }),
    async (request: restify.Request, response: restify.Response) => {
      const logic = bot();
      if (logic === undefined) {
        response.setHeader('Retry-After', '5');
        throw new HttpProblem(
          503,
          'NotReady',
          'The bot is still starting. Please try again in a few seconds.',
        );
      }
      const activity = parseActivity(request.body);
      if (isLocal && activity.serviceUrl !== undefined && !isLoopbackUrl(activity.serviceUrl)) {
        throw new HttpProblem(
          403,
          'LocalOnly',
          'Without MicrosoftAppId replies go only to this machine; check serviceUrl.',
        );
      }
      const authenticated = await adapter.authenticate(activity, request.headers.authorization ?? '');
      if (isOtherTenant(activity, tenantId))
        throw new HttpProblem(403, 'WrongTenant', 'This bot is for another organisation.');
      const answer = await queue.run(activity.conversation.id, () =>
        adapter.run(authenticated, activity, logic),
      );
      log.debug({ requestId: response.getHeader('X-Request-Id'), activityId: activity.id }, 'activity taken');
      response.send(answer?.status ?? 200, answer?.body);
    },
  );
}
