import type { Request, Response, Server } from 'restify';
import type { Logger } from 'pino';
import { isSigned } from '../handoff/delivery/signature.ts';
import type { HubTaken } from '../handoff/hub/take-hub-activity.ts';
import { parseJson } from '../text/well-formed.ts';
import { readBody } from './directline/body.ts';
import { asFailure } from './directline/http.ts';
import { errorBody, HttpProblem } from './http-server.ts';

const MOST_BYTES = 64 * 1024;

function answerOf(taken: HubTaken): { status: number; body: object } {
  switch (taken.kind) {
    case 'done':
    case 'ignored':
      return { status: 200, body: {} };
    case 'unusable':
      return { status: 400, body: errorBody('BadActivity', taken.problem) };
    case 'unknown':
      return {
        status: 404,
        body: errorBody('NotFound', 'There is no such chat, or it was never offered to you.'),
      };
    case 'taken':
      return { status: 409, body: errorBody('Taken', `${taken.by} has this chat.`) };
    case 'over':
    case 'limit':
    case 'absent':
      return { status: 409, body: errorBody('Over', 'This chat is over, or not yours any more.') };
  }
}

/** `POST /api/handoff`: what an engagement hub says, signed as what it is told is (`X-Support-Signature`). */
export function mountEngagementHub(
  server: Server,
  {
    secret,
    take,
    clock,
    log,
  }: { secret: string; take: (body: unknown) => Promise<HubTaken>; clock: () => Date; log: Logger },
): void {
  const handle = async (request: Request): Promise<{ status: number; body: object }> => {
    const text = (await readBody(request, MOST_BYTES)).toString();
    const signature = request.headers['x-support-signature'];
    if (typeof signature !== 'string' || !isSigned(signature, text, secret, clock()))
      throw new HttpProblem(401, 'Unauthorized', 'The signature is missing, wrong or too old.');
    let body: unknown;
    try {
      body = parseJson(text);
    } catch {
      throw new HttpProblem(400, 'BadJson', 'The body is not valid JSON.');
    }
    return answerOf(await take(body));
  };
  server.post('/api/handoff', async (request: Request, response: Response) => {
    try {
      const { status, body } = await handle(request);
      response.send(status, body);
    } catch (error) {
      const { statusCode, code, message } = error instanceof HttpProblem ? error : asFailure(error);
      if (statusCode >= 500) log.error({ err: error }, 'what an engagement hub said could not be taken');
      if (!request.complete) response.setHeader('Connection', 'close');
      response.send(statusCode, errorBody(code, message));
    }
  });
}
