import { z } from 'zod';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { supervisorRoute } from './desk-route.ts';
import { fromPlace, toPlace } from './page-place.ts';
import { deskAuditPage } from './team-wire.ts';

const PAGE = 50;

const asked = z.object({
  actor: single(z.string().max(100).describe('Only what this person did.')),
  after: single(z.string().max(200).describe('`next` of the page before.')),
});

const page = supervisorRoute(
  {
    method: 'get',
    path: '/desk/api/audit',
    summary: 'Shows who did what, newest first.',
    query: { schema: asked, refuse: () => badArgument('Ask with "actor" and "after".') },
    gives: deskAuditPage,
  },
  ({ store: { audit } }) =>
    async (_agent, { query }) => {
      const { actor, after } = query();
      const place = fromPlace(after);
      const [entries, actors] = await Promise.all([
        audit.page({ most: PAGE + 1, actor, after: place && { at: place.at, id: place.key } }),
        audit.actors(),
      ]);
      const shown = entries.slice(0, PAGE);
      const last = entries.length > PAGE ? shown.at(-1) : undefined;
      return {
        entries: shown.map(({ at, detail = null, ...entry }) => ({ ...entry, at: at.toISOString(), detail })),
        next: last === undefined ? null : toPlace(last.at, last.id),
        actors,
      };
    },
);

/** The audit log. */
export const auditRoutes = [page];
