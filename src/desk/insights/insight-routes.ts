import { z } from 'zod';
import { type AskedBar, conversationsBehind } from '#insights/behind-bar.ts';
import { type InsightParts, readInsights } from '#insights/insights.ts';
import { PeriodError } from '#insights/period.ts';
import { insightConversations, insights, insightSelections } from '#insights/wire.ts';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { inItsWords } from '#http/route.ts';
import type { DeskContext } from '../desk-context.ts';
import { editorRoute } from '../desk-route.ts';

/** The query of a period. */
export const asksPeriod = {
  from: single(z.string().max(10).describe('The first day, like 2026-11-26; 30 days where it is missing.')),
  to: single(z.string().max(10).describe('The last day, included; today where it is missing.')),
  channel: single(z.string().max(100).describe("The channel's id.")),
  locale: single(z.string().max(35).describe('A BCP 47 tag, of which the language counts.')),
};

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

/** Runs what depends on a period. @throws {HttpProblem} 400 for one that makes no sense */
export async function inPeriod<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PeriodError) throw badArgument(error.message);
    throw error;
  }
}

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

/** The insights, for whoever looks after what the bot knows. */
export const insightRoutes = [read, conversations];
