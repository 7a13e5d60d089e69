import type { Logger } from 'pino';
import { z } from 'zod';
import { createLimit } from '#http/limits.ts';
import type { Location } from '#http/location.ts';
import { HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { route } from '#http/route.ts';
import type { SuggestQuestions } from './questions.ts';

const LONGEST = 200;
const PER_MINUTE = 600;

interface QuestionContext {
  suggest: SuggestQuestions;
  location: Location;
  /** False for load tests. */
  rateLimit: boolean;
  log: Logger;
}

/** Suggests questions that match what is being typed. Pages of any origin may ask. */
export const questionRoute = route(
  {
    method: 'get',
    path: '/widget/questions',
    summary: 'Questions that match what is being typed, best first.',
    tag: 'Site',
    callers: ['anyone'],
    query: {
      schema: z.object({
        q: single(z.string().max(LONGEST)),
        locale: single(z.string()).describe(
          'In which language they are wanted, such as "es": those that have it.',
        ),
      }),
      refuse: () => new HttpProblem(400, 'TooLong', `"q" may have at most ${LONGEST} characters.`),
    },
    answers: { 200: z.object({ questions: z.array(z.object({ question: z.string() })) }) },
  },
  ({ suggest, location, rateLimit }: QuestionContext) => {
    const limit = createLimit({ points: PER_MINUTE, seconds: 60 });
    return async ({ request, response, query }) => {
      if (rateLimit) await limit.take(location.addressOf(request));
      const { q = '', locale } = query();
      response.setHeader('Access-Control-Allow-Origin', '*');
      return {
        status: 200,
        body: { questions: suggest(q, locale).map((question) => ({ question })) },
        headers: { 'Cache-Control': 'public, max-age=300' },
      };
    };
  },
  { where: 'could not suggest questions' },
);
