import { z } from 'zod';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';
import type { AskedBar } from '../behind-bar.ts';
import { pageEnd, readPageEnd } from '../page-end.ts';
import { insightSelections } from '../wire.ts';
import { asksPeriod } from './period-query.ts';

/** The query for the conversations behind a bar. */
export const asksBar = z.object({
  ...asksPeriod,
  of: single(
    z
      .string()
      .max(30)
      .describe(`Which bar: ${insightSelections.join(', ')}.`),
  ),
  key: single(z.string().max(200).describe('Which of its kind.')),
  after: single(z.string().regex(pageEnd, '"after" is not a place in the list.')),
});

/** @throws {HttpProblem} 400 for a bar that does not exist */
export function readBarQuery({ of: named = 'all', after, ...asked }: z.infer<typeof asksBar>): AskedBar {
  const of = insightSelections.find((each) => each === named);
  if (of === undefined) throw badArgument(`"of" is one of ${insightSelections.join(', ')}.`);
  return { ...asked, of, after: after === undefined ? undefined : readPageEnd(after) };
}
