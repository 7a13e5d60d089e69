import { describe, expect, it, onTestFinished } from 'vitest';
import { withStore } from '#cli/with-store.ts';
import { Stream } from '../channels/directline/harness.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { freePort } from '../support/free-port.ts';
import { send } from '../support/http.ts';
import { password, passwordHash } from '../support/password.ts';
import { forwardedFor, type ProxyManners, startProxy } from '../support/proxy.ts';
import { startApp } from '../support/running-app.ts';

const SITE = 'https://www.example.com';

/** A server with an agent, and a proxy in front of it that browsers reach at `publicUrl`. */
async function open(environment: Record<string, string>, manners: Omit<ProxyManners, 'target'> = {}) {
  const dataDir = createMigratedDataDir();
  const started = await startApp({ DATA_DIR: dataDir, ...environment });
  onTestFinished(() => started.app.stop());
  const place = { dataDir, logLevel: 'silent', databaseUrl: undefined } as const;
  await withStore(place, ({ agents }) =>
    agents
      .add({ name: 'Dana', email: 'dana@example.com', role: 'agent', passwordHash }, new Date())
      .then(() => undefined),
  );
  return { ...started, proxy: await startProxy({ target: started.url, ...manners }) };
}

const json = { 'content-type': 'application/json' };
const openChat = (url: string, headers: Record<string, string> = {}) =>
  send(`${url}/v3/directline/visitor-session`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: {},
  });

const stateOf = async (url: string, headers: Record<string, string>) => {
  const socket = new Stream(url.replace('http', 'ws'), headers);
  await Promise.race([socket.until(({ frames }) => frames.length > 0), socket.closed]);
  return socket.frames[0] as unknown;
};

/** Signs in as a browser at `origin` does. @returns the cookie, and the path it is for */
async function signIn(url: string, origin: string) {
  const answer = await send(`${url}/desk/api/sign-in`, {
    method: 'POST',
    headers: { ...json, origin },
    body: { email: 'dana@example.com', password },
  });
  const [set = ''] = answer.headers['set-cookie'] ?? [];
  const cookie = set.split(';', 1)[0] ?? '';
  return { status: answer.status, cookie, path: /Path=([^;]+)/.exec(set)?.[1] };
}

describe('behind a proxy that does not forward the host', () => {
  it('agents can sign in, connect and act thanks to PUBLIC_URL', async () => {
    const { proxy } = await open({ PUBLIC_URL: SITE });
    const { status, cookie } = await signIn(proxy, SITE);
    expect(status).toBe(200);
    expect(await stateOf(`${proxy}/desk/socket`, { cookie, origin: SITE })).toMatchObject({ waiting: [] });
    const acted = await send(`${proxy}/desk/api/presence`, {
      method: 'POST',
      headers: { ...json, origin: SITE, cookie },
      body: { availability: 'busy' },
    });
    expect(acted.status).toBe(200);
  });

  it('the desk connects from browsers that send Sec-Fetch-Site, even without PUBLIC_URL', async () => {
    const { proxy } = await open({});
    const { cookie } = await signIn(proxy, proxy.replace('127.0.0.1', 'localhost'));
    expect(cookie).toBe('');
    const answer = await send(`${proxy}/desk/api/sign-in`, {
      method: 'POST',
      headers: { ...json, origin: SITE, 'sec-fetch-site': 'same-origin' },
      body: { email: 'dana@example.com', password },
    });
    const own = (answer.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? '';
    const headers = { cookie: own, origin: SITE, 'sec-fetch-site': 'same-origin' };
    expect(await stateOf(`${proxy}/desk/socket`, headers)).toMatchObject({ waiting: [] });
  });

  it('other sites still have no access, and for a refused desk the log says what to set', async () => {
    const { proxy, record } = await open({ PUBLIC_URL: SITE });
    const { cookie } = await signIn(proxy, SITE);
    for (const origin of ['https://evil.example', `${SITE}.evil.example`, 'http://www.example.com', 'null']) {
      expect(await stateOf(`${proxy}/desk/socket`, { cookie, origin }), origin).toBeUndefined();
      expect((await signIn(proxy, origin)).status, origin).toBe(403);
      expect((await openChat(proxy, { origin })).status, origin).toBe(403);
    }
    const crossSite = { cookie, origin: SITE, 'sec-fetch-site': 'cross-site' };
    expect(await stateOf(`${proxy}/desk/socket`, crossSite)).toBeUndefined();
    const warnings = record.entries.filter(({ msg }) => msg.includes('set PUBLIC_URL'));
    expect(warnings).toHaveLength(1);
  });

  it('the support page opens a chat, even when other sites are allowed too', async () => {
    const { proxy } = await open({ PUBLIC_URL: SITE, ALLOWED_ORIGINS: 'https://shop.example.com' });
    expect((await openChat(proxy, { origin: SITE })).status).toBe(200);
    expect((await openChat(proxy, { origin: 'https://shop.example.com' })).status).toBe(200);
    expect((await openChat(proxy, { origin: proxy })).status).toBe(403);
  });
});

describe('visitors behind a proxy', () => {
  const clientOf = forwardedFor(({ headers }) => String(headers['x-client']));

  it('are not refused because there are many of them, even if the server does not know about the proxy', async () => {
    const { proxy, record } = await open({ PUBLIC_URL: SITE }, { adds: clientOf });
    for (let visitor = 1; visitor <= 100; visitor += 1) {
      const answer = await openChat(proxy, { origin: SITE, 'x-client': `203.0.113.${visitor}` });
      expect(answer.status, `visitor ${visitor}`).toBe(200);
    }
    const warnings = record.entries.map(({ msg }) => msg);
    expect(warnings.filter((msg) => msg.startsWith('PUBLIC_URL begins with https://'))).toHaveLength(1);
    expect(warnings.filter((msg) => msg.startsWith('A request has X-Forwarded'))).toHaveLength(1);
  });

  it('are told apart if it does: guesses from one address do not count against another', async () => {
    const { proxy } = await open({ PUBLIC_URL: SITE, TRUST_PROXY: '1' }, { adds: clientOf });
    const guess = (client: string) =>
      send(`${proxy}/desk/api/sign-in`, {
        method: 'POST',
        headers: { ...json, origin: SITE, 'x-client': client },
        body: { email: 'nobody@example.com', password: 'x' },
      }).then(({ status }) => status);
    // The port changes with every connection, but it is still the same client.
    for (let times = 0; times < 8; times += 1) expect(await guess(`203.0.113.7:${50_000 + times}`)).toBe(401);
    expect(await guess('203.0.113.7:60000')).toBe(429);
    expect(await guess('203.0.113.8:50000')).toBe(401);
  });
});

describe('below a path of a site', () => {
  const PUBLIC_URL = `${SITE}/support/`;

  it.each([
    ['strips the path', { strips: '/support' }],
    ['keeps the path', {}],
  ])('the desk and the support page work when the proxy %s', async (_how, manners) => {
    const { proxy, deskSetUp } = await open({ PUBLIC_URL }, manners);
    expect(deskSetUp).toMatch(/^https:\/\/www\.example\.com\/support\/desk#set-up=/);
    for (const page of ['/support/', '/support/desk']) {
      const { status, text } = await send(`${proxy}${page}`);
      expect(status, page).toBe(200);
      const addresses = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address = '']) => address);
      expect(addresses.length).toBeGreaterThan(1);
      for (const address of addresses) {
        expect(address).toMatch(/^\/support\//);
        expect((await send(`${proxy}${address}`)).status, address).toBe(200);
      }
    }
    const { cookie, path } = await signIn(`${proxy}/support`, SITE);
    expect(path).toBe('/support/desk');
    expect((await send(`${proxy}/support/desk/api/me`, { headers: { cookie } })).json()).toMatchObject({
      name: 'Dana',
    });
    expect(await stateOf(`${proxy}/support/desk/socket`, { cookie, origin: SITE })).toMatchObject({
      waiting: [],
    });
  });

  it('streams and files have URLs that browsers can reach', async () => {
    const { proxy } = await open({ PUBLIC_URL }, { strips: '/support' });
    const { token } = (await openChat(`${proxy}/support`, { origin: SITE })).json() as { token: string };
    const headers = { ...json, authorization: `Bearer ${token}` };
    const started = await send(`${proxy}/support/v3/directline/conversations`, { method: 'POST', headers });
    const { streamUrl } = started.json() as { streamUrl: string };
    expect(streamUrl).toMatch(/^wss:\/\/www\.example\.com\/support\/v3\/directline\/conversations\//);
    const stream = new Stream(streamUrl.replace('wss://www.example.com', proxy.replace('http', 'ws')));
    await stream.until(({ texts }) => texts.some((text) => String(text).includes('Hello!')));
  });

  it('signing in at a provider leads back below the path', async () => {
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const { proxy } = await open(
      { PUBLIC_URL, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'a secret' },
      { strips: '/support' },
    );
    const answer = await send(`${proxy}/support/desk/api/oidc/start`);
    expect(answer.headers.location).toBe('/support/desk#problem=sign-in-failed');
  });

  it('health checks reach the server without the path, too', async () => {
    const { url } = await open({ PUBLIC_URL });
    expect((await send(`${url}/healthz`)).status).toBe(200);
    expect((await send(`${url}/support/healthz`)).status).toBe(200);
    expect((await send(`${url}/supporting/healthz`)).status).toBe(404);
    expect((await send(`${url}/desk`)).text).toContain('"/support/assets/');
  });
});
