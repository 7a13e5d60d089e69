import { gzipSync } from 'node:zlib';
import type { RawRequest } from '../support/raw-http.ts';
import { SECRET } from '../support/server-process.ts';
import type { Chance } from './chance.ts';
import { hostileHeader, hostilePath, hostileQuery, hostileText, MARK, mutate } from './hostile.ts';
import { type FuzzedRoute, routeAt } from './routes.ts';

/** What is valid on the server under test, so that requests get past its first checks. */
export interface Targets {
  url: string;
  visitors: readonly { token: string; conversationId: string }[];
  /** An agent's session cookie. */
  cookie: string;
  /** References of chats and messages. */
  references: readonly string[];
  addresses: readonly string[];
}

export type FuzzedRequest = RawRequest & { route: FuzzedRoute };

/** Characters that HTTP forbids in a header; Node would refuse to send them. */
const inHeader = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 2_000);

/** Makes a request that is sometimes valid, and mostly wrong in one or two ways. */
export function makeRequest(targets: Targets, chance: Chance): FuzzedRequest {
  const route = routeAt(chance.below(1_000_000) / 1_000_000);
  const visitor = chance.pick(targets.visitors);
  const fill = (name: string): string => {
    if (chance.percent(15)) return hostilePath(chance);
    if (name === 'conversationId') return chance.percent(90) ? visitor.conversationId : 'none';
    return name === 'reference' ? chance.pick(targets.references) : 'name';
  };
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => fill(name));
  const method = chance.percent(5)
    ? chance.pick(['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'])
    : route.method;
  const query = chance.percent(40) ? hostileQuery(chance) : '';
  const headers = headersFor(route, visitor.token, targets, chance);
  const body = route.body === undefined || method === 'HEAD' ? undefined : bodyFor(route, headers, chance);
  const from = chance.pick(targets.addresses);
  return {
    route,
    url: `${targets.url}${path}${query}`,
    method,
    headers,
    from,
    ...(body === undefined ? {} : { body }),
  };
}

function headersFor(
  route: FuzzedRoute,
  token: string,
  targets: Targets,
  chance: Chance,
): Record<string, string> {
  const headers: Record<string, string> = { origin: targets.url };
  const isRight = chance.percent(90);
  if (route.credential === 'visitor')
    headers['authorization'] = `Bearer ${isRight ? token : inHeader(hostileText(chance))}`;
  if (route.credential === 'secret') headers['authorization'] = `Bearer ${isRight ? SECRET : token.slice(1)}`;
  if (route.credential === 'agent')
    headers['cookie'] = isRight ? targets.cookie : `a=${inHeader(hostileText(chance))}`;
  if (route.body !== undefined) headers['content-type'] = 'application/json';
  if (chance.percent(15)) {
    const name = chance.pick([
      'origin',
      'host',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'forwarded',
      'accept-encoding',
      'range',
      'if-none-match',
      'cookie',
      'content-type',
      'authorization',
      'accept-language',
      'expect-ct',
      'sec-fetch-site',
      'x-support-signature',
    ]);
    headers[name] = inHeader(hostileHeader(name, chance));
  }
  if (chance.percent(2))
    Object.assign(headers, { connection: 'Upgrade', upgrade: chance.pick(['h2c', 'nonsense']) });
  return headers;
}

function bodyFor(route: FuzzedRoute, headers: Record<string, string>, chance: Chance): string | Uint8Array {
  if (route.path.endsWith('/upload')) return uploadFor(route, headers, chance);
  const value = chance.percent(20) ? route.body : mutate(route.body, chance);
  const json = JSON.stringify(value);
  switch (chance.below(20)) {
    case 0:
      return json.slice(0, chance.below(json.length + 1));
    case 1:
      return Buffer.concat([Buffer.from(json), Buffer.from([0xff, 0xfe, 0x00])]);
    case 2:
      headers['content-encoding'] = chance.pick(['gzip', 'br', 'deflate', 'identity']);
      return chance.percent(50) ? gzipSync(json) : json;
    case 3:
      return `${'['.repeat(4_400)}${']'.repeat(4_400)}`;
    case 4:
      return json.replace('{', '{"__proto__":{"polluted":true},');
    default:
      return json;
  }
}

function uploadFor(route: FuzzedRoute, headers: Record<string, string>, chance: Chance): Uint8Array {
  const boundary = chance.percent(90) ? 'b' : '';
  headers['content-type'] = `multipart/form-data; boundary=${boundary}`;
  const name = hostileText(chance).replaceAll(/[\r\n"]/g, '_');
  const activity = JSON.stringify(chance.percent(50) ? route.body : mutate(route.body, chance));
  const parts = [
    `--b\r\nContent-Disposition: form-data; name="activity"; filename="blob"\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n${activity}\r\n`,
    `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${chance.pick(['image/png', 'text/plain', 'nonsense', MARK])}\r\n\r\nhello\r\n`,
  ];
  const end = chance.percent(90) ? '--b--\r\n' : '';
  return Buffer.from(`${chance.percent(80) ? parts.join('') : parts[1]}${end}`);
}
