import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import { emailAddress } from '#text/email-schema.ts';
import { reachedConversation } from './conversation-routes.ts';
import { countedCaller } from './counted-caller.ts';
import { directLineRoute } from './http.ts';

const wanted = z.object({ email: emailAddress() }).meta({ examples: [{ email: 'somebody@example.com' }] });

/**
 * Mails visitors a copy of their conversation. The number of mails is limited, because the address may be anybody's.
 */
export const mailTranscript = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/conversations/:conversationId/transcript',
    summary: 'Sends the conversation by e-mail; at most 3 times a day.',
    callers: ['visitor'],
    body: { schema: wanted, refuse: withSchemaMessage },
    answers: { 200: z.object({}) },
  },
  (context) =>
    async ({ request, params, body }) => {
      const { limits, location, options } = context;
      const caller = await countedCaller(context, request);
      if (caller.kind !== 'visitor')
        throw new HttpProblem(403, 'InvalidCredentials', 'Only a visitor’s own token can do this.');
      const { id } = await reachedConversation(context, caller, params.conversationId);
      if (options.mailsTranscripts !== true)
        throw new HttpProblem(409, 'CannotMail', 'This server does not send e-mail.');
      const { email } = await body();
      await limits.transcript({ conversationId: id, address: location.addressOf(request), email });
      const [site = location.publicUrl ?? 'our website'] = caller.grant.origins;
      await options.store.transcriptMails.add({
        clientId: `visitor-${randomUUID()}`,
        conversationId: id,
        email,
        site,
      });
      return { status: 200, body: {} };
    },
);
