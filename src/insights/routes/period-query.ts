import { z } from 'zod';
import { PeriodError } from '#insights/period.ts';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';

/** The query parameters of a period. */
export const asksPeriod = {
  from: single(
    z.string().max(10).describe('The first day, like 2026-11-26; if missing, the period is 30 days long.'),
  ),
  to: single(z.string().max(10).describe('The last day, included; if missing, today.')),
  channel: single(z.string().max(100).describe("The channel's id.")),
  locale: single(z.string().max(35).describe('A BCP 47 tag, of which only the language counts.')),
};

/** Runs something that depends on a period. @throws {HttpProblem} 400 for a period that makes no sense */
export async function inPeriod<Result>(read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PeriodError) throw badArgument(error.message);
    throw error;
  }
}
