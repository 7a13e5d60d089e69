import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Location } from '#http/location.ts';
import { cookiesIn, setCookie } from '#http/cookies.ts';

const COOKIE = 'desk-device';
const LASTS_S = 365 * 86_400;

export interface DeviceCookiesParts {
  /** Shared by all replicas. */
  secret: string;
  location: Location;
  clock: () => Date;
}

/**
 * Recognises browsers in which an account has signed in before, so that somebody who guesses its password elsewhere
 * does not use up its owner's attempts (OWASP calls these device cookies). A device cookie alone grants no access.
 */
export interface DeviceCookies {
  /** @returns the device's id; undefined if nobody has signed in to this account there */
  of(request: IncomingMessage, account: string): string | undefined;
  remember(request: IncomingMessage, response: ServerResponse, account: string): void;
}

/** Builds device cookies. The server stores nothing; the browser keeps a signed value. */
export function createDeviceCookies({ secret, location, clock }: DeviceCookiesParts): DeviceCookies {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'desk known device', 32));
  const sign = (id: string, expires: string, account: string): Buffer =>
    createHmac('sha256', key).update(`${id}.${expires}.${account.toLowerCase()}`).digest();
  return {
    of(request, account) {
      const [id = '', expires = '', signature = ''] = (cookiesIn(request)[COOKIE] ?? '').split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(id, expires, account);
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
      return isOurs && Number(expires) * 1000 > clock().getTime() ? id : undefined;
    },
    remember(request, response, account) {
      const id = randomBytes(12).toString('base64url');
      const expires = String(Math.floor(clock().getTime() / 1000) + LASTS_S);
      setCookie(response, {
        name: COOKIE,
        value: [id, expires, sign(id, expires, account).toString('base64url')].join('.'),
        path: `${location.basePath}/desk/api/sign-in`,
        seconds: LASTS_S,
        sameSite: 'strict',
        isSecure: location.baseUrlOf(request).startsWith('https:'),
      });
    },
  };
}
