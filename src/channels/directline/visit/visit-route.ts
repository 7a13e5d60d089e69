import { z } from 'zod';
import { reachedConversation } from '../conversation-routes.ts';
import { countedCaller } from '../counted-caller.ts';
import { directLineRoute } from '../http.ts';
import { browserName, preferredLanguage } from './browser-name.ts';
import { isSameSite, LONGEST_SENT, pageAddress } from './page-address.ts';

/** A value that cannot be used counts as absent. */
const address = z.string().max(LONGEST_SENT).transform(pageAddress).optional().catch(undefined);

const visit = z
  .object({
    page: address.describe('The page that the visitor is on. Its query and fragment are not stored.'),
    referrer: address.describe('The page that led them there; one of the same site is not stored.'),
  })
  .meta({ examples: [{ page: 'https://www.example.com/routers', referrer: 'https://search.example/' }] });

/** Tells agents which page a visitor is on. Our widget sends it; other clients need not. */
export const noteVisit = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/conversations/:conversationId/visit',
    summary: 'Tells agents which page the visitor is on.',
    callers: ['visitor', 'secret'],
    body: { schema: visit },
    answers: { 200: z.object({}) },
  },
  (context) =>
    async ({ request, params, body }) => {
      const caller = await countedCaller(context, request);
      const { id } = await reachedConversation(context, caller, params.conversationId);
      const { page, referrer } = await body();
      const isFromElsewhere = referrer !== undefined && (page === undefined || !isSameSite(page, referrer));
      await context.options.store.visits.note(id, {
        page,
        referrer: isFromElsewhere ? referrer : undefined,
        language: preferredLanguage(request.headers),
        browser: browserName(request.headers),
      });
      return { status: 200, body: {} };
    },
);
