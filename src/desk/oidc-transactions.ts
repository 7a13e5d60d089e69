import { createHash, hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { cookiesIn, setCookie } from '#http/cookies.ts';
import type { Location } from '#http/location.ts';

/** One cookie per sign-in, so that two tabs do not interfere. */
const COOKIE = 'desk-oidc-';
/** How many unfinished sign-ins a browser keeps. */
const MAX_BEGUN = 5;
/** How long a person has to sign in at the provider. */
const LASTS_S = 600;

const transactionSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** A sign-in in progress: what the provider's answer must match. */
export type OidcTransaction = z.infer<typeof transactionSchema>;

/** Sign-ins in progress, sealed in cookies of the browser that started them, so that no server has to remember them. */
export interface OidcTransactions {
  begin(request: IncomingMessage, response: ServerResponse, transaction: OidcTransaction): Promise<void>;
  /** @throws if this server did not seal the cookie, or the cookie has expired */
  read(request: IncomingMessage, state: string): Promise<OidcTransaction>;
  end(request: IncomingMessage, response: ServerResponse, state: string): void;
}

/**
 * The cookie's name holds a hash and not the state itself, which is a secret of the browser that started the sign-in.
 */
const cookieOf = (state: string): string =>
  `${COOKIE}${createHash('sha256').update(state).digest('base64url').slice(0, 16)}`;

/**
 * Creates the transactions.
 * @param secret shared by all replicas: any of them may get the callback
 * @param path the path below the base path for which the cookies are set
 */
export function createOidcTransactions(
  { secret, location }: { secret: string; location: Location },
  path: string,
): OidcTransactions {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'desk sign-in by OpenID Connect', 32));

  const set = (
    request: IncomingMessage,
    response: ServerResponse,
    { name, value, seconds }: { name: string; value: string; seconds: number },
  ): void =>
    setCookie(response, {
      name,
      value,
      path: `${location.basePath}${path}`,
      seconds,
      // The provider redirects the browser from its own site.
      sameSite: 'lax',
      isSecure: location.baseUrlOf(request).startsWith('https:'),
    });

  /** Deletes the oldest unfinished sign-ins: request headers have no room for many cookies. */
  function deleteOldest(request: IncomingMessage, response: ServerResponse): void {
    const begun = Object.keys(cookiesIn(request)).filter((name) => name.startsWith(COOKIE));
    for (const name of begun.slice(0, Math.max(0, begun.length - MAX_BEGUN + 1)))
      set(request, response, { name, value: '', seconds: 0 });
  }

  return {
    async begin(request, response, transaction) {
      const value = await new EncryptJWT(transaction)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(`${LASTS_S}s`)
        .encrypt(key);
      deleteOldest(request, response);
      set(request, response, { name: cookieOf(transaction.state), value, seconds: LASTS_S });
    },
    async read(request, state) {
      const { payload } = await jwtDecrypt(cookiesIn(request)[cookieOf(state)] ?? '', key);
      return transactionSchema.parse(payload);
    },
    end: (request, response, state) =>
      set(request, response, { name: cookieOf(state), value: '', seconds: 0 }),
  };
}
