import { describe, expect, it, onTestFinished } from 'vitest';
import { withStore } from '#cli/with-store.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { freePort } from '../support/free-port.ts';
import { type HttpAnswer, send } from '../support/http.ts';
import { startApp } from '../support/running-app.ts';
import { startProvider } from './oidc-provider.ts';

/** The parts of a browser that a sign-in needs: it stores cookies and follows redirects. */
class SmallBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  cookiesOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    let cookies = this.#cookies.get(host);
    if (cookies === undefined) this.#cookies.set(host, (cookies = new Map()));
    return cookies;
  }

  async ask(url: string, body?: Record<string, string>): Promise<HttpAnswer> {
    const cookie = [...this.cookiesOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(url, {
      ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body).toString() }),
      headers: {
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(set)) this.cookiesOf(url).delete(name);
      else this.cookiesOf(url).set(name, value);
    }
    return answer;
  }

  /** Follows redirects to a page, and gives the name when the provider asks. @returns the final URL */
  async signIn(url: string, who: string, stopAt?: (address: string) => boolean): Promise<string> {
    let address = url;
    for (let steps = 0; steps < 20; steps += 1) {
      if (stopAt?.(address) === true) return address;
      const isInteraction = new URL(address).pathname.startsWith('/interaction/');
      const page = await this.ask(address);
      const prompt = page.text.includes('name="login"') ? 'login' : 'consent';
      const answer = isInteraction
        ? await this.ask(address, prompt === 'login' ? { prompt, login: who, password: 'x' } : { prompt })
        : page;
      const next = answer.headers.location;
      if (next === undefined) return address;
      address = new URL(next, address).href;
    }
    throw new Error(`It goes round in circles at ${address}`);
  }
}

async function open(options: { inToken?: boolean } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = createMigratedDataDir();
  const { issuer } = await startProvider({ redirectUri: `${url}/desk/api/oidc/callback`, ...options });
  const { app } = await startApp({
    PORT: String(port),
    DATA_DIR: dataDir,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'a secret of the desk',
    OIDC_NAME: 'Example Inc.',
  });
  onTestFinished(() => app.stop());
  await withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, async ({ agents }) => {
    const passwordHash = 'none: this account signs in at the provider';
    for (const name of ['Dana', 'Kim', 'Gone'])
      await agents.add(
        { name, email: `${name.toLowerCase()}@example.com`, role: 'agent', passwordHash },
        new Date(),
      );
    await agents.change('gone@example.com', { disabled: true });
  });
  const start = `${url}/desk/api/oidc/start`;
  const whoIs = async (browser: SmallBrowser) => (await browser.ask(`${url}/desk/api/me`)).json();
  return { url, start, issuer, whoIs };
}

const isCallback = (address: string): boolean => address.includes('/oidc/callback');

describe('signing in by OpenID Connect', () => {
  it.each([
    ['dana', 'Dana'],
    ['kim', 'Kim'],
  ])('opens the desk to %s, whose address belongs to the account of %s', async (who, name) => {
    const { url, start, whoIs } = await open();
    const browser = new SmallBrowser();
    expect(await browser.signIn(start, who)).toBe(`${url}/desk`);
    expect(await whoIs(browser)).toMatchObject({ name, role: 'agent' });
    expect([...browser.cookiesOf(url).keys()]).toEqual(['desk']);
  });

  it('asks the provider for the address when the token lacks it', async () => {
    const { start, whoIs } = await open({ inToken: false });
    const browser = new SmallBrowser();
    await browser.signIn(start, 'dana');
    expect(await whoIs(browser)).toMatchObject({ name: 'Dana' });
  });

  it.each(['stranger', 'gone', 'unverified', 'chooser', 'nameless'])(
    'refuses a person without a usable account: %s',
    async (who) => {
      const { url, start, whoIs } = await open();
      const browser = new SmallBrowser();
      expect(await browser.signIn(start, who)).toBe(`${url}/desk#problem=no-account`);
      expect(await whoIs(browser)).toMatchObject({ error: { code: 'NotSignedIn' } });
    },
  );

  it('uses PKCE, state and nonce, and stores them out of reach of scripts', async () => {
    const { start, url, issuer } = await open();
    const answer = await send(start);
    const asked = new URL(String(answer.headers.location));
    expect(asked.origin).toBe(issuer);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: 'desk',
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${url}/desk/api/oidc/callback`,
      state: expect.stringMatching(/.{20}/) as string,
      nonce: expect.stringMatching(/.{20}/) as string,
      code_challenge: expect.stringMatching(/.{40}/) as string,
    });
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(
      /^desk-oidc-[\w-]{16}=[^;]+; Max-Age=600; Path=\/desk\/api\/oidc; HttpOnly; SameSite=Lax$/,
    );
    expect(cookie).not.toContain(String(asked.searchParams.get('state')));
  });

  it('accepts no unsolicited callback, and none twice', async () => {
    const { url, start, whoIs } = await open();
    const browser = new SmallBrowser();
    const callback = await browser.signIn(start, 'dana', isCallback);
    const failed = '/desk#problem=sign-in-failed';

    // Another browser, which did not start this sign-in.
    expect((await send(callback)).headers.location).toBe(failed);
    const oidcCookieOf = (one: SmallBrowser): [string, string] => {
      const [cookie] = [...one.cookiesOf(url)].filter(([name]) => name.startsWith('desk-oidc-'));
      return cookie ?? ['', ''];
    };
    const [name, value] = oidcCookieOf(browser);
    const ask = (address: string, cookie: string) =>
      send(address, { headers: { cookie: `${name}=${cookie}` } });
    expect((await ask(callback.replace(/state=[^&]+/, 'state=another'), value)).headers.location).toBe(
      failed,
    );
    expect((await ask(callback, `${value.slice(0, -3)}abc`)).headers.location).toBe(failed);

    // Two sign-ins at once: the callback of one is not valid for the other.
    const other = new SmallBrowser();
    await other.signIn(start, 'kim', isCallback);
    expect((await ask(callback, oidcCookieOf(other)[1])).headers.location).toBe(failed);

    expect((await browser.ask(callback)).headers.location).toBe('/desk');
    expect(await whoIs(browser)).toMatchObject({ name: 'Dana' });
    expect((await ask(callback, value)).headers.location).toBe(failed);
  });

  it('shows an error when the provider cannot be reached, while passwords still work', async () => {
    const { app, url } = await startApp({
      OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
      OIDC_CLIENT_ID: 'desk',
      OIDC_CLIENT_SECRET: 'a secret of the desk',
    });
    onTestFinished(() => app.stop());
    const answer = await send(`${url}/desk/api/oidc/start`);
    expect([answer.status, answer.headers.location]).toEqual([302, '/desk#problem=sign-in-failed']);
    expect((await send(`${url}/desk/api/sign-in-ways`)).json()).toEqual({ oidc: 'your organisation' });
  });
});
