import { z } from 'zod';
import { isUnavailable } from '#store/errors.ts';

/** A refusal that the caller can act on: a status, a stable code, and one plain sentence. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly code: string;
  /** Seconds until it makes sense to try again. */
  readonly retryAfter: number | undefined;

  constructor(
    statusCode: number,
    code: string,
    message: string,
    { retryAfter, ...options }: ErrorOptions & { retryAfter?: number | undefined } = {},
  ) {
    super(message, options);
    this.name = 'HttpProblem';
    this.statusCode = statusCode;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** A 400 for a body or a query that says something it cannot mean. */
export const badArgument = (message: string): HttpProblem => new HttpProblem(400, 'BadArgument', message);

/** The body of every error, on every route: the shape that Bot Framework's own endpoints use. */
export const problemBody = z
  .object({
    error: z.object({
      code: z.string().describe('Stable; programs tell problems apart by it.'),
      message: z.string().describe('One plain sentence for people.'),
    }),
  })
  .meta({ id: 'Problem' });

export const errorBody = ({ code, message }: HttpProblem): z.infer<typeof problemBody> => ({
  error: { code, message },
});

/** Any error as what the caller is told; causes stay in the log. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (isUnavailable(error))
    return new HttpProblem(
      503,
      'ServiceUnavailable',
      'The service is briefly unavailable. Please try again.',
      { retryAfter: 2, cause: error },
    );
  return new HttpProblem(500, 'InternalError', 'Something went wrong on our side. Please try again.', {
    cause: error,
  });
}

/**
 * Whether an error is a fault that somebody should look into: nothing we answer on purpose, and not a database that is
 * away, which the store reports once.
 */
export const isFault = (error: unknown): boolean => !(error instanceof HttpProblem) && !isUnavailable(error);
