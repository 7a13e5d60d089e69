import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

export interface Cookie {
  name: string;
  value: string;
  /** The path as browsers see it. */
  path: string;
  /** 0 deletes the cookie. */
  seconds: number;
  sameSite: 'strict' | 'lax';
  /** Sent only by https. */
  isSecure: boolean;
}

/** The cookies of a request by name, in the browser's order, oldest first. */
export const cookiesIn = ({ headers }: IncomingMessage): ReturnType<typeof parseCookie> =>
  parseCookie(headers.cookie ?? '');

/** Sets a cookie that no script can read; it replaces one of the same name in the same response. */
export function setCookie(
  response: ServerResponse,
  { name, value, path, seconds, sameSite, isSecure }: Cookie,
): void {
  const cookie = stringifySetCookie({
    name,
    value,
    path,
    httpOnly: true,
    sameSite,
    maxAge: seconds,
    secure: isSecure,
  });
  const others = [response.getHeader('Set-Cookie') ?? []]
    .flat()
    .map(String)
    .filter((other) => !other.startsWith(`${name}=`));
  response.setHeader('Set-Cookie', [...others, cookie]);
}
