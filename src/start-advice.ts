import type { Config } from './config.ts';

const TELL_PROXIES =
  'Set TRUST_PROXY to how many proxies stand in front (1, or 2 with a CDN) or to their networks, so that visitors are told apart';

/** Logged when requests come through a proxy that the server was not told about. */
export const UNKNOWN_PROXY = `A request carries X-Forwarded headers from a peer that is not trusted: everybody behind it counts as one address. ${TELL_PROXIES}. If no proxy is in front, somebody only pretends`;

/** What a configuration that is usable leaves to be desired: a sentence each, for whoever runs the server. */
export function adviceAbout({
  databaseUrl,
  directLine: { publicUrl, secret, trustProxy },
}: Config): string[] {
  const advice: string[] = [];
  // This server speaks no TLS, so something in front of it does.
  const isBehindProxy = publicUrl?.startsWith('https:') === true;
  if (isBehindProxy && trustProxy === false)
    advice.push(
      `PUBLIC_URL begins with https://, so a proxy stands in front of this server, but TRUST_PROXY is off: all visitors count as one address. ${TELL_PROXIES}.`,
    );
  if (databaseUrl !== undefined && secret === undefined)
    advice.push(
      'DATABASE_URL is set but DIRECT_LINE_SECRET is not, so this server signs with a secret of its own: other servers on the same database would refuse its visitors. Set the same DIRECT_LINE_SECRET on every server.',
    );
  return advice;
}
