import type { Config } from './config.ts';

const PROXY_ADVICE =
  'Set TRUST_PROXY to the number of proxies in front (1, or 2 with a CDN) or to their networks, so that each visitor counts separately';

/** Logged when requests come through a proxy that the configuration does not mention. */
export const UNKNOWN_PROXY = `A request has X-Forwarded headers from an untrusted peer, so everybody behind it counts as one address. ${PROXY_ADVICE}. If there is no proxy, somebody is forging these headers`;

/** Advises the operator on a valid configuration that could be better, one sentence per point. */
export function adviceAbout({
  databaseUrl,
  directLine: { publicUrl, secret, trustProxy },
}: Config): string[] {
  const advice: string[] = [];
  // This server does not speak TLS, so something in front of it must.
  const isBehindProxy = publicUrl?.startsWith('https:') === true;
  if (isBehindProxy && trustProxy === false)
    advice.push(
      `PUBLIC_URL begins with https://, so there is a proxy in front of this server, but TRUST_PROXY is off: all visitors count as one address. ${PROXY_ADVICE}.`,
    );
  if (databaseUrl !== undefined && secret === undefined)
    advice.push(
      'DATABASE_URL is set but DIRECT_LINE_SECRET is not, so this server signs with a secret of its own, and other servers on the same database would refuse its visitors. Set the same DIRECT_LINE_SECRET on every server.',
    );
  return advice;
}
