import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

export interface Cookie {
  name: string;
  value: string;
  /** As browsers see it. */
  path: string;
  /** 0 takes the cookie away. */
  seconds: number;
  sameSite: 'strict' | 'lax';
  /** Sent by https alone. */
  isSecure: boolean;
}

/** The cookies of a request, by name, in the order in which the browser sends them: the oldest first. */
export const cookiesIn = ({ headers }: IncomingMessage): ReturnType<typeof parseCookie> =>
  parseCookie(headers.cookie ?? '');

/** Gives a browser a cookie that no script reads; another one of that name in the same answer gives way. */
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
