import { HttpProblem } from '#http/problem.ts';

/** Codes of Direct Line's error body; clients of ours may tell them apart. */
export type FailureCode =
  | 'BadArgument'
  | 'MissingCredentials'
  | 'InvalidCredentials'
  | 'TokenExpired'
  | 'SecretInBrowser'
  | 'OriginNotAllowed'
  | 'NotYourConversation'
  | 'ConversationNotFound'
  | 'NotFound'
  | 'TooLarge'
  | 'UnsupportedMediaType'
  | 'TooManyRequests'
  | 'ServiceUnavailable'
  | 'InternalError';

/** A request that is answered with an error. The message is read by people. */
export class Failure extends HttpProblem {
  /** @param retryAfter seconds until it makes sense to try again */
  constructor(status: number, code: FailureCode, message: string, retryAfter?: number) {
    super(status, code, message, { retryAfter });
    this.name = 'Failure';
  }
}

export const badArgument = (message: string): Failure => new Failure(400, 'BadArgument', message);

export const conversationNotFound = (): Failure =>
  new Failure(404, 'ConversationNotFound', 'There is no such conversation.');
