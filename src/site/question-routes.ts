import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import type { Location } from '#http/location.ts';
import { HttpProblem } from '#http/problem.ts';
import type { SuggestQuestions } from './questions.ts';

const LONGEST = 200;
const PER_MINUTE = 600;

export interface QuestionRouteParts {
  suggest: SuggestQuestions;
  location: Location;
  /** False for load tests. */
  limited: boolean;
}

/** `GET /widget/questions?q=`: questions that fit what is being typed, `{questions: [{question}]}`, best first. */
export function mountQuestions(server: Server, { suggest, location, limited }: QuestionRouteParts): void {
  const limiter = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });
  server.get('/widget/questions', async (request: Request, response: Response) => {
    if (limited) await count(limiter, location.addressOf(request));
    const text = new URLSearchParams(request.getQuery()).get('q') ?? '';
    if (text.length > LONGEST)
      throw new HttpProblem(400, 'TooLong', `"q" may have at most ${LONGEST} characters.`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'public, max-age=300');
    response.json({ questions: suggest(text).map((question) => ({ question })) });
  });
}

/** @throws {HttpProblem} 429 */
async function count(limiter: RateLimiterMemory, address: string): Promise<void> {
  try {
    await limiter.consume(address);
  } catch {
    throw new HttpProblem(429, 'TooManyRequests', 'Too many requests. Please wait a moment.');
  }
}
