import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { JsonText } from '#http/respond.ts';
import type { Asked } from '#http/route.ts';
import type { Incoming } from '#store/accept.ts';
import { activitySet } from '#streams/activity-set.ts';
import { frame, fromWatermark } from '#streams/watermark.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { checkReach, conversationNotFound } from './authorize.ts';
import type { RouteContext } from './context.ts';
import { grantFor, reachedConversation, sinceWatermark } from './conversation-routes.ts';
import { directLineRoute } from './http.ts';
import { type Sender, sentActivity, withSender } from './incoming-activity.ts';

/** A page ends with the activity that reaches so many bytes; the client asks again for what is behind it. */
const PAGE = { rows: 200, bytes: 256 * 1024 };

/** What a client knows its activity by. */
export const resource = z.object({ id: z.string() }).meta({ id: 'Resource' });

/** Answered when the activity is stored; the bot answers later. */
export const postActivity = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/conversations/:conversationId/activities',
    summary: 'Sends an activity. The answer to it comes by stream or poll.',
    callers: ['visitor', 'secret'],
    body: sentActivity,
    answers: { 200: resource },
  },
  (context) =>
    async ({ request, params, body }) => {
      const { options } = context;
      const sender = await senderOf(context, { request, params });
      const sent = await body({ bytes: options.limits.activityBytes });
      const { activity, clientId } = withSender(sent, sender, options.clock());
      // Typing is for the moment: neither stored nor answered, and never given a place. An agent sees it.
      if (activity.type === 'typing') {
        const { conversationId } = sender;
        await options.store.events
          .publishTransient(conversationId, JSON.stringify(activity), 'agents')
          .catch((error: unknown) =>
            options.log.debug({ err: error }, 'Typing was not shown to other replicas'),
          );
        return { status: 200, body: { id: `${conversationId}.typing` } };
      }
      const { id } = await acceptActivity(context, {
        conversationId: sender.conversationId,
        clientId,
        activity,
      });
      return { status: 200, body: { id } };
    },
);

/**
 * Stores an activity and sets the bot to work.
 * @returns its id, and whether it is stored now and was not before
 * @throws {HttpProblem} 404
 */
export async function acceptActivity(
  { options, runner }: RouteContext,
  incoming: Incoming,
): Promise<{ id: string; isNew: boolean }> {
  const acceptance = await options.store.turns.accept(incoming);
  if (acceptance.kind === 'unknown conversation') throw conversationNotFound();
  if (acceptance.kind === 'accepted' && acceptance.mine) {
    const { seq, body, pending } = acceptance;
    runner.offer({ conversationId: incoming.conversationId, seq, body }, pending);
  }
  return { id: acceptance.id, isNew: acceptance.kind === 'accepted' };
}

/** Who sends, and from where; with the secret that says nothing about the visitor. */
export interface CountedSender extends Sender {
  address: string | undefined;
}

/**
 * Who sends into the conversation of the path; counted against their limits.
 * @throws {HttpProblem} 401, 403, 404, 429
 */
export async function senderOf(
  context: RouteContext,
  { request, params }: Pick<Asked<':conversationId', unknown, unknown>, 'request' | 'params'>,
): Promise<CountedSender> {
  const { authorizer, limits, location } = context;
  const { conversationId } = params;
  const caller = await authorizer.caller(request);
  if (caller.kind === 'secret')
    return { ...grantFor(await reachedConversation(context, caller, conversationId)), address: undefined };
  checkReach(caller, conversationId);
  const address = location.addressOf(request);
  await limits.message(caller.grant.userId, address);
  return { ...caller.grant, address };
}

/**
 * A poll, for clients without WebSockets. The client stops polling for good on anything but 200, 403 and 404, so a
 * database that is away looks like a conversation in which nothing happens. So does one that is asked about too often:
 * nothing is lost, the watermark stays.
 */
export const pollActivities = directLineRoute(
  {
    method: 'get',
    path: '/v3/directline/conversations/:conversationId/activities',
    summary: 'What was said since the watermark.',
    callers: ['visitor', 'secret'],
    query: sinceWatermark,
    answers: { 200: activitySet },
  },
  (context) =>
    async ({ request, params: { conversationId }, query }) => {
      const { authorizer, limits, location, options } = context;
      const caller = await authorizer.caller(request);
      checkReach(caller, conversationId);
      const watermark = fromWatermark(query().watermark) ?? 0;
      const nothing = { status: 200, body: new JsonText(frame([], watermark)) };
      if (caller.kind === 'visitor' && !(await limits.poll(caller.grant.userId, location.addressOf(request))))
        return nothing;
      try {
        const conversation = await reachedConversation(context, caller, conversationId);
        const after = Math.min(watermark, conversation.lastSeq);
        const { activities } = await options.store.transcript.page(conversation.id, after, PAGE);
        const base = location.baseUrlOf(request);
        const bodies = activities
          .filter(({ hidden }) => !hidden)
          .map(({ body }) => withUploadUrls(body, base));
        return { status: 200, body: new JsonText(frame(bodies, activities.at(-1)?.seq ?? after)) };
      } catch (error) {
        if (error instanceof HttpProblem) throw error;
        options.log.warn({ err: error, conversationId }, 'A poll found no database');
        return nothing;
      }
    },
);
