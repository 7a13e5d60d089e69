import { z } from 'zod';
import { conversationsBehind } from '#insights/behind-bar.ts';
import { exportInsights } from '#insights/export.ts';
import { countNewest, type InsightParts, readInsights } from '#insights/insights.ts';
import { insightConversations, insights } from '#insights/wire.ts';
import { withSchemaMessage } from '#http/route.ts';
import type { DeskContext } from '../desk-context.ts';
import { editorFile, editorRoute } from '../desk-route.ts';
import { asksBar, readBarQuery } from '#insights/routes/bar-query.ts';
import { asksPeriod, inPeriod } from '#insights/routes/period-query.ts';
import { asksExport, readExportQuery, sendExport } from '#insights/routes/send-export.ts';

/** The part of the desk's context that the insights need. */
const insightPartsOf = ({ store, insights: known, facts, clock }: DeskContext): InsightParts => ({
  store,
  ...known,
  titleOf: facts.titleOf,
  clock,
});

const read = editorRoute(
  {
    method: 'get',
    path: '/desk/api/insights',
    summary:
      'Shows what customers asked in a period and whether the bot helped, compared with the period before.',
    query: { schema: z.object(asksPeriod), refuse: withSchemaMessage },
    gives: insights,
  },
  (context) =>
    async (_agent, { query }) =>
      await inPeriod(() => readInsights(insightPartsOf(context), query())),
);

const conversations = editorRoute(
  {
    method: 'get',
    path: '/desk/api/insights/conversations',
    summary: 'Lists the conversations of a bar of the insights, newest first.',
    query: { schema: asksBar, refuse: withSchemaMessage },
    gives: insightConversations,
  },
  (context) =>
    async (_agent, { query }) => {
      const asked = readBarQuery(query());
      return await inPeriod(() => conversationsBehind(insightPartsOf(context), asked));
    },
);

const download = editorFile(
  {
    path: '/desk/api/insights/export',
    summary: 'Exports a period as a file, with a row for each question or each conversation.',
    query: { schema: asksExport, refuse: withSchemaMessage },
  },
  (context) =>
    async (_agent, { query, response }) => {
      const asked = readExportQuery(query());
      await countNewest(context);
      await sendExport(response, await inPeriod(() => exportInsights(insightPartsOf(context), asked)));
    },
);

/** The insights, for editors and supervisors. */
export const insightRoutes = [read, conversations, download];
