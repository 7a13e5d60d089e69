import { z } from 'zod';
import { HttpProblem, isFault } from '#http/problem.ts';
import { JsonText } from '#http/respond.ts';
import type { Asked } from '#http/route.ts';
import type { Incoming } from '#store/accept.ts';
import { noTracer } from '#tracing/tracer.ts';
import { activitySet } from '#streams/activity-set.ts';
import { frame, fromWatermark } from '#streams/watermark.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { checkReach, conversationNotFound } from './authorize.ts';
import type { RouteContext } from './context.ts';
import { grantFor, reachedConversation, sinceWatermark } from './conversation-routes.ts';
import { directLineRoute } from './http.ts';
import { type Sender, sentActivity, withSender } from './incoming-activity.ts';

/** A page ends with the activity that reaches this many bytes; the client then asks for the next page. */
const PAGE = { rows: 200, bytes: 256 * 1024 };

/** The id that the server gave the client's activity. */
export const resource = z.object({ id: z.string() }).meta({ id: 'Resource' });

/** Responds as soon as the activity is stored, usually together with the bot's reply; see `ActivityIntake`. */
export const postActivity = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/conversations/:conversationId/activities',
    summary: 'Sends an activity. The reply comes by stream or poll.',
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
      // Typing is transient: it is not stored, and gets neither a sequence number nor a reply. Only an agent sees it.
      if (activity.type === 'typing') {
        const { conversationId } = sender;
        await options.store.events
          .publishTransient(conversationId, JSON.stringify(activity), 'agents')
          .catch((error: unknown) =>
            options.log.debug({ err: error }, 'could not show typing on other replicas; skipping it'),
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
  // When requests are traced, they go through restify's chains, where the trace begins.
  { isBusy: ({ options: { tracer = noTracer } }) => tracer === noTracer },
);

/**
 * Stores an activity and has the bot answer it.
 * @returns its id, and whether it is new
 * @throws {HttpProblem} 404
 */
export async function acceptActivity(
  { intake }: RouteContext,
  incoming: Incoming,
): Promise<{ id: string; isNew: boolean }> {
  const outcome = await intake.accept(incoming);
  if (outcome.kind === 'unknown conversation') throw conversationNotFound();
  return outcome;
}

/**
 * The sender of an activity and their address. If the caller has the secret, the address says nothing about the
 * visitor, so there is none.
 */
export interface CountedSender extends Sender {
  address: string | undefined;
}

/**
 * Finds out who sends into the conversation of the path, and counts the request against their limits.
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
 * A poll, for clients without WebSockets. The client stops polling permanently on any status but 200, 403 and 404. So
 * if the database is unavailable, the server makes a mistake or the client polls too often, the response is an empty set
 * with the same watermark: nothing is lost.
 */
export const pollActivities = directLineRoute(
  {
    method: 'get',
    path: '/v3/directline/conversations/:conversationId/activities',
    summary: 'Lists the activities since the watermark.',
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
        if (caller.kind === 'visitor') context.polls.note(conversationId);
        const after = Math.min(watermark, conversation.lastSeq);
        const { activities } = await options.store.transcript.page(conversation.id, after, PAGE);
        const base = location.baseUrlOf(request);
        const bodies = activities
          .filter(({ hidden }) => !hidden)
          .map(({ body }) => withUploadUrls(body, base));
        return { status: 200, body: new JsonText(frame(bodies, activities.at(-1)?.seq ?? after)) };
      } catch (error) {
        if (error instanceof HttpProblem) throw error;
        if (isFault(error))
          options.log.error({ err: error, conversationId }, 'a poll failed; returning nothing new');
        else
          options.log.warn(
            { err: error, conversationId },
            'the database is unavailable for a poll; returning nothing new',
          );
        return nothing;
      }
    },
);
