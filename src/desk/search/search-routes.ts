import { z } from 'zod';
import { single } from '#http/query.ts';
import { withSchemaMessage } from '#http/route.ts';
import { agentRoute } from '../desk-route.ts';
import { findConversations } from './find-conversations.ts';
import { searchResults } from './wire.ts';

const asked = z.object({
  q: single(z.string().max(300, 'Search for fewer words.')).describe(
    'Words in any order; what is in quotation marks is found as it stands, all else by its beginning.',
  ),
  before: single(z.string().regex(/^\d{1,15}$/, '"before" is not a place in the results.')),
});

const search = agentRoute(
  {
    method: 'get',
    path: '/desk/api/search',
    summary: 'Searches all conversations, including those without an agent.',
    query: { schema: asked, refuse: withSchemaMessage },
    gives: searchResults,
  },
  ({ store }) =>
    async (_agent, { query }) => {
      const { q = '', before } = query();
      return await findConversations(store, q, before === undefined ? undefined : Number(before));
    },
);

/** The search. */
export const searchRoutes = [search];
