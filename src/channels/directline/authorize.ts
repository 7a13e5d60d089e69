import { HttpProblem } from '#http/problem.ts';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Grant, Tokens } from './tokens.ts';

export const conversationNotFound = (): HttpProblem =>
  new HttpProblem(404, 'ConversationNotFound', 'There is no such conversation.');

/** The caller: a holder of the secret, or a visitor with a token for one conversation. */
export type Caller = { kind: 'secret' } | { kind: 'visitor'; grant: Grant };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Decides who the caller is and what they may access. */
export class Authorizer {
  readonly #secret: Buffer;
  readonly #tokens: Tokens;

  constructor(secret: string, tokens: Tokens) {
    this.#secret = digest(secret);
    this.#tokens = tokens;
  }

  /** @throws {HttpProblem} 401 without credentials, 403 with bad ones or with the secret in a browser */
  async caller(request: IncomingMessage): Promise<Caller> {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer === undefined)
      throw new HttpProblem(401, 'MissingCredentials', 'Send "Authorization: Bearer …" with a token.');
    const { origin } = request.headers;
    const known = this.#tokens.recall(bearer);
    if (known !== undefined) {
      checkOrigin(known, origin);
      return { kind: 'visitor', grant: known };
    }
    if (timingSafeEqual(digest(bearer), this.#secret)) {
      // Only browsers send Origin, and users can read anything that their browser holds.
      if (origin !== undefined)
        throw new HttpProblem(
          403,
          'SecretInBrowser',
          'The secret must not be used in a browser: use a token.',
        );
      return { kind: 'secret' };
    }
    const grant = this.#tokens.verify(bearer);
    checkOrigin(grant, origin);
    return { kind: 'visitor', grant };
  }

  /** @throws {HttpProblem} 403 unless the secret was given */
  async secretHolder(request: IncomingMessage): Promise<void> {
    const caller = await this.caller(request);
    if (caller.kind !== 'secret')
      throw new HttpProblem(403, 'InvalidCredentials', 'A token cannot do this; the secret is needed.');
  }
}

/** @throws {HttpProblem} 403 if a page uses a token that was issued to another site */
export function checkOrigin({ origins }: Grant, origin: string | undefined): void {
  if (origin !== undefined && origins.length > 0 && !origins.includes(origin))
    throw new HttpProblem(403, 'OriginNotAllowed', 'This token was issued to another site.');
}

/** @throws {HttpProblem} 403 if a visitor asks for a conversation that is not theirs */
export function checkReach(caller: Caller, conversationId: string): void {
  if (conversationId === '') throw conversationNotFound();
  if (caller.kind === 'visitor' && caller.grant.conversationId !== conversationId)
    throw new HttpProblem(403, 'NotYourConversation', 'This token is for another conversation.');
}
