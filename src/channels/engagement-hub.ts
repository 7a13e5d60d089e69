import type { Logger } from 'pino';
import type { Server } from 'restify';
import { z } from 'zod';
import { isSigned } from '#handoff/delivery/signature.ts';
import { type HubActivity, hubActivity, type HubActivityOutcome } from '#handoff/hub/receive-hub-activity.ts';
import { HttpProblem } from '#http/problem.ts';
import { route, type RouteShape } from '#http/route.ts';

const badActivity = (problem: string): HttpProblem => new HttpProblem(400, 'BadActivity', problem);

const unusable = ({ issues }: z.ZodError): HttpProblem =>
  badActivity(`"${issues[0]?.path.join('.') ?? ''}" is missing or wrong.`);

/** @throws {HttpProblem} unless the hub's activity was handled, or may be ignored */
function checkTaken(taken: HubActivityOutcome): void {
  switch (taken.kind) {
    case 'done':
    case 'ignored':
      return;
    case 'unusable':
      throw badActivity(taken.problem);
    case 'unknown':
      throw new HttpProblem(404, 'NotFound', 'This chat does not exist, or was never offered to you.');
    case 'taken':
      throw new HttpProblem(409, 'Taken', `${taken.by} has this chat.`);
    case 'over':
    case 'unread':
    case 'limit':
    case 'absent':
    case 'open':
      throw new HttpProblem(409, 'Over', 'This chat is over, or no longer yours.');
  }
}

interface HubContext {
  secret: string;
  take: (activity: HubActivity) => Promise<HubActivityOutcome>;
  clock: () => Date;
  log: Logger;
}

/** Receives the hub's activities. The hub signs its requests in the same way as we sign ours to it. */
const handoff = route(
  {
    method: 'post',
    path: '/api/handoff',
    summary:
      'Receives an activity of an engagement hub: its agent claims a chat, sends a message or ends the chat.',
    tag: 'Engagement hub',
    callers: ['hub'],
    body: { schema: hubActivity, refuse: unusable },
    answers: { 200: z.object({}) },
  },
  ({ secret, take, clock }: HubContext) =>
    async ({ request, body }) => {
      const signature = request.headers['x-support-signature'];
      const unsigned = new HttpProblem(401, 'Unauthorized', 'The signature is missing, wrong or too old.');
      if (typeof signature !== 'string') throw unsigned;
      const check = (text: string): void => {
        if (!isSigned(signature, text, secret, clock())) throw unsigned;
      };
      checkTaken(await take(await body({ check })));
      return { status: 200, body: {} };
    },
  { where: 'could not handle an activity of the engagement hub; responding with an error' },
);

/** The routes of the engagement hub, for the description of the API. */
export const hubShapes: readonly RouteShape[] = [handoff.shape];

/** Mounts `POST /api/handoff`. */
export const mountEngagementHub = (server: Server, context: HubContext): void =>
  handoff.mount(server, context);
