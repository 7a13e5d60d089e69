import type { Request, Response, Server } from 'restify';
import type { Logger } from 'pino';
import { isSigned } from '#handoff/delivery/signature.ts';
import type { HubTaken } from '#handoff/hub/take-hub-activity.ts';
import { readBody } from '#http/body.ts';
import { JSON_BYTES, parseJson } from '#http/json.ts';
import { HttpProblem } from '#http/problem.ts';
import { sendJson, sendProblem } from '#http/respond.ts';

/** @throws {HttpProblem} unless it was done, or may be ignored */
function checkTaken(taken: HubTaken): void {
  switch (taken.kind) {
    case 'done':
    case 'ignored':
      return;
    case 'unusable':
      throw new HttpProblem(400, 'BadActivity', taken.problem);
    case 'unknown':
      throw new HttpProblem(404, 'NotFound', 'There is no such chat, or it was never offered to you.');
    case 'taken':
      throw new HttpProblem(409, 'Taken', `${taken.by} has this chat.`);
    case 'over':
    case 'limit':
    case 'absent':
      throw new HttpProblem(409, 'Over', 'This chat is over, or not yours any more.');
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
  const handle = async (request: Request): Promise<void> => {
    const signature = request.headers['x-support-signature'];
    const unsigned = new HttpProblem(401, 'Unauthorized', 'The signature is missing, wrong or too old.');
    if (typeof signature !== 'string') throw unsigned;
    const text = (await readBody(request, { bytes: JSON_BYTES })).toString();
    if (!isSigned(signature, text, secret, clock())) throw unsigned;
    checkTaken(await take(parseJson(text)));
  };
  server.post('/api/handoff', async (request: Request, response: Response) => {
    try {
      await handle(request);
      sendJson(response, 200, {});
    } catch (error) {
      sendProblem(request, response, error, {
        log,
        where: 'what an engagement hub said could not be taken',
      });
    }
  });
}
