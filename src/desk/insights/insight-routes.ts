import { z } from 'zod';
import { type AskedBar, conversationsBehind } from '#insights/behind-bar.ts';
import { exportInsights } from '#insights/export.ts';
import { countNewest, type InsightParts, readInsights } from '#insights/insights.ts';
import { insightConversations, insights, insightSelections } from '#insights/wire.ts';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { inItsWords } from '#http/route.ts';
import type { DeskContext } from '../desk-context.ts';
import { editorFile, editorRoute } from '../desk-route.ts';
import { asksPeriod, inPeriod } from './period-query.ts';
import { asksExport, readExportQuery, sendExport } from './send-export.ts';

const bar = z.object({
  ...asksPeriod,
  of: single(
    z
      .string()
      .max(30)
      .describe(`Which bar: ${insightSelections.join(', ')}.`),
  ),
  key: single(z.string().max(200).describe('Which of its kind.')),
  after: single(z.string().regex(/^\d{1,15}$/, '"after" is not a place in the list.')),
});

/** What the insights of a desk need. */
export const insightPartsOf = ({ store, insights: known, facts, clock }: DeskContext): InsightParts => ({
  store,
  ...known,
  titleOf: facts.titleOf,
  clock,
});

const read = editorRoute(
  {
    method: 'get',
    path: '/desk/api/insights',
    summary: 'Shows what customers asked in a period and whether the bot helped, beside the period before.',
    query: { schema: z.object(asksPeriod), refuse: inItsWords },
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
    summary: 'Lists the conversations behind a bar of the insights, the newest first.',
    query: { schema: bar, refuse: inItsWords },
    gives: insightConversations,
  },
  (context) =>
    async (_agent, { query }) => {
      const { of: named = 'all', after, ...asked } = query();
      const of = insightSelections.find((each) => each === named);
      if (of === undefined) throw badArgument(`"of" is one of ${insightSelections.join(', ')}.`);
      const wanted: AskedBar = { ...asked, of, after: after === undefined ? undefined : Number(after) };
      return await inPeriod(() => conversationsBehind(insightPartsOf(context), wanted));
    },
);

const download = editorFile(
  {
    path: '/desk/api/insights/export',
    summary: 'Exports a period as a file, with a row for each question or each conversation.',
    query: { schema: asksExport, refuse: inItsWords },
  },
  (context) =>
    async (_agent, { query, response }) => {
      const asked = readExportQuery(query());
      await countNewest(context);
      await sendExport(response, await inPeriod(() => exportInsights(insightPartsOf(context), asked)));
    },
);

/** The insights, for whoever looks after what the bot knows. */
export const insightRoutes = [read, conversations, download];
