import { describe, expect, it, onTestFinished } from 'vitest';
import { withStore } from '#cli/with-store.ts';
import type { Store } from '#store/store.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { send } from '../support/http.ts';
import { startApp } from '../support/running-app.ts';
import { startSmallProvider, type Vouched } from './small-provider.ts';

const IN = '/desk';
const NO_ACCOUNT = '/desk#problem=no-account';
const FAILED = '/desk#problem=sign-in-failed';

const dana = { email: 'dana@example.com', email_verified: true };

/** A desk with two accounts, and a provider that makes any claim the test wants. */
async function open() {
  const provider = await startSmallProvider();
  const dataDir = createMigratedDataDir();
  const { app, url } = await startApp({
    DATA_DIR: dataDir,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'a secret of the desk',
  });
  onTestFinished(() => app.stop());
  const inStore = (work: (store: Store) => Promise<unknown>): Promise<void> =>
    withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, async (store) => {
      await work(store);
    });
  await inStore(async ({ agents }) => {
    for (const name of ['Dana', 'Kim'])
      await agents.add(
        { name, email: `${name.toLowerCase()}@example.com`, role: 'supervisor', passwordHash: 'none' },
        new Date(),
      );
  });

  /** A tab that was sent to the provider; `cookies` are its browser's, shared by all tabs. */
  const begin = async (cookies = new Map<string, string>()) => {
    const withCookies = () => ({ cookie: [...cookies].map((pair) => pair.join('=')).join('; ') });
    const ask = async (path: string) => {
      const answer = await send(`${url}${path}`, { headers: withCookies() });
      for (const set of answer.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer.headers.location;
    };
    const asked = new URL(String(await ask('/desk/api/oidc/start'))).searchParams;
    return {
      cookies,
      /** Comes back from the provider as this person. @returns the URL that the browser is sent to */
      comesBackAs: (vouched: Vouched) => {
        const code = provider.codeFor(asked.get('nonce') ?? '', vouched);
        return ask(`/desk/api/oidc/callback?code=${code}&state=${asked.get('state')}`);
      },
      who: async () =>
        ((await send(`${url}/desk/api/me`, { headers: withCookies() })).json() as { name?: string }).name,
    };
  };
  const signIn = async (claims: Vouched['claims'], ahead = 0) => {
    const tab = await begin();
    return { to: await tab.comesBackAs({ claims, ahead }), who: await tab.who() };
  };
  return { begin, signIn, inStore };
}

describe('the first sign-in at the provider', () => {
  it.each([
    ['a verified address', { email_verified: true }],
    ['an address verified as text', { email_verified: 'true' }],
    ['an address in a domain of the organisation (Entra ID)', { xms_edov: true }],
    ['such an address in Entra ID’s other notation', { xms_edov: '1' }],
  ])('finds the account by %s', async (_what, vouched) => {
    const { signIn } = await open();
    const given = { sub: 'd', email: 'Dana@Example.com', ...vouched };
    expect(await signIn(given)).toEqual({ to: IN, who: 'Dana' });
  });

  it.each([
    ['an unverified address', { email: dana.email }],
    ['an address marked as not verified', { email: dana.email, email_verified: false }],
    ['an address marked as not verified, as text', { email: dana.email, email_verified: 'false' }],
    ['a text other than “true”', { email: dana.email, email_verified: 'yes, sure' }],
    ['an empty domain claim', { email: dana.email, xms_edov: '0' }],
    ['a name that users choose', { preferred_username: dana.email, email_verified: true }],
    ['a user principal name', { upn: dana.email, unique_name: dana.email, email_verified: true }],
    ['an address that is not a string', { email: { $ne: '' }, email_verified: true }],
    ['nothing', {}],
  ])('does not accept %s as proof', async (_what, claims) => {
    const { signIn } = await open();
    expect(await signIn({ sub: 'somebody', ...claims })).toEqual({ to: NO_ACCOUNT, who: undefined });
  });

  it('binds the account, so that a later owner of its address does not get it', async () => {
    const { signIn } = await open();
    expect(await signIn({ sub: 'd', ...dana })).toEqual({ to: IN, who: 'Dana' });
    expect(await signIn({ sub: 'somebody else', ...dana })).toMatchObject({ to: NO_ACCOUNT });
    expect(await signIn({ sub: 'd', ...dana })).toEqual({ to: IN, who: 'Dana' });
  });

  it('binds the person, who keeps the account even when their address becomes a colleague’s', async () => {
    const { signIn } = await open();
    await signIn({ sub: 'd', ...dana });
    expect(await signIn({ sub: 'd', email: 'dana.new@example.com' })).toEqual({ to: IN, who: 'Dana' });
    const asKim = { sub: 'd', email: 'kim@example.com', email_verified: true };
    expect(await signIn(asKim)).toEqual({ to: IN, who: 'Dana' });
  });

  it('works for another person once the account has been unbound', async () => {
    const { signIn, inStore } = await open();
    await signIn({ sub: 'd', ...dana });
    await inStore(({ agents }) => agents.change(dana.email, { releasesSubject: true }));
    expect(await signIn({ sub: 'successor', ...dana })).toEqual({ to: IN, who: 'Dana' });
    expect(await signIn({ sub: 'd', ...dana })).toMatchObject({ to: NO_ACCOUNT });
  });

  it('does not open a disabled account, bound or not', async () => {
    const { signIn, inStore } = await open();
    await signIn({ sub: 'd', ...dana });
    await inStore(async ({ agents }) => {
      await agents.change('dana@example.com', { disabled: true });
      await agents.change('kim@example.com', { disabled: true });
    });
    expect(await signIn({ sub: 'd', ...dana })).toMatchObject({ to: NO_ACCOUNT });
    const kim = { sub: 'k', email: 'kim@example.com', email_verified: true };
    expect(await signIn(kim)).toMatchObject({ to: NO_ACCOUNT });
  });
});

describe('a provider whose clock differs from ours', () => {
  it.each([45, 115, -45])('can be %i seconds ahead', async (ahead) => {
    const { signIn } = await open();
    expect(await signIn({ sub: 'd', ...dana }, ahead)).toEqual({ to: IN, who: 'Dana' });
  });

  it('cannot be an hour ahead', async () => {
    const { signIn } = await open();
    expect(await signIn({ sub: 'd', ...dana }, 3600)).toMatchObject({ to: FAILED });
  });
});

describe('several tabs', () => {
  it('can sign in side by side, whatever order they come back in', async () => {
    const { begin } = await open();
    const first = await begin();
    const second = await begin(first.cookies);
    expect(await first.comesBackAs({ claims: { sub: 'd', ...dana } })).toBe(IN);
    expect(await second.comesBackAs({ claims: { sub: 'd', ...dana } })).toBe(IN);
    expect(await second.who()).toBe('Dana');
    expect([...first.cookies.keys()]).toEqual(['desk']);
  });

  it('do not accumulate cookies if sign-ins are never finished', async () => {
    const { begin } = await open();
    const tab = await begin();
    for (let times = 0; times < 10; times += 1) await begin(tab.cookies);
    expect(tab.cookies.size).toBe(5);
  });
});
