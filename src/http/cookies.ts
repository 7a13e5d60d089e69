import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Cookie {
  name: string;
  /** Made of letters, digits, `.`, `-` and `_` alone. */
  value: string;
  /** As browsers see it. */
  path: string;
  /** 0 takes the cookie away. */
  seconds: number;
  sameSite: 'Strict' | 'Lax';
  /** Sent by https alone. */
  isSecure: boolean;
}

/** The cookies of a request, by name, in the order in which the browser sends them: the oldest first. */
export const cookiesIn = ({ headers }: IncomingMessage): Map<string, string> =>
  new Map(
    (headers.cookie ?? '').split(/;\s*/).flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
    }),
  );

/** Gives a browser a cookie that no script reads; another one of that name in the same answer gives way. */
export function setCookie(
  response: ServerResponse,
  { name, value, path, seconds, sameSite, isSecure }: Cookie,
): void {
  const attributes = [`Path=${path}`, 'HttpOnly', `SameSite=${sameSite}`, `Max-Age=${seconds}`];
  if (isSecure) attributes.push('Secure');
  const others = [response.getHeader('Set-Cookie') ?? []]
    .flat()
    .map(String)
    .filter((cookie) => !cookie.startsWith(`${name}=`));
  response.setHeader('Set-Cookie', [...others, [`${name}=${value}`, ...attributes].join('; ')]);
}
