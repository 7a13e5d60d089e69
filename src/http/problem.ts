import { z } from 'zod';
import { isUnavailable } from '#store/errors.ts';

/** A refusal that the caller can act on: a status, a stable code, and one plain sentence. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly code: string;
  /** Seconds until trying again makes sense. */
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

/** A 400 for an invalid body or query. */
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

/** Turns any error into the problem that the caller sees; causes stay in the log. */
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
 * Whether an error is a bug that somebody should look into: neither a deliberate refusal nor an unavailable database,
 * which the store reports once.
 */
export const isFault = (error: unknown): boolean => !(error instanceof HttpProblem) && !isUnavailable(error);
