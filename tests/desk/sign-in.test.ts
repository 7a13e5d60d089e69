import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppParts } from '#app-parts.ts';
import { withStore } from '#cli/with-store.ts';
import { createBoundedQueue } from '#desk/bounded-queue.ts';
import { PASSWORD_COST } from '#desk/passwords.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { type HttpAnswer, send } from '../support/http.ts';
import { password, passwordHash } from '../support/password.ts';
import { startApp } from '../support/running-app.ts';

const email = 'dana@example.com';

interface From {
  address?: string;
  cookie?: string;
}

/** A desk behind a proxy, with one account. */
async function open(parts: Partial<AppParts> = {}) {
  const dataDir = createMigratedDataDir();
  const { app, url } = await startApp({ DATA_DIR: dataDir, TRUST_PROXY: '1' }, parts);
  onTestFinished(() => app.stop());
  await withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, async ({ agents }) => {
    await agents.add({ name: 'Dana', email, role: 'agent', passwordHash }, new Date());
  });
  const post = (body: unknown, { address = '203.0.113.1', cookie = '' }: From = {}): Promise<HttpAnswer> =>
    send(`${url}/desk/api/sign-in`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': address,
        cookie,
      },
      body,
    });
  const signIn = async (from?: From): Promise<number> => (await post({ email, password }, from)).status;
  const guess = async (from?: From): Promise<number> => (await post({ email, password: 'x' }, from)).status;
  /** Guesses passwords until the account's limit for strangers is reached. */
  const attack = async (): Promise<void> => {
    for (let attacker = 1; attacker <= 13; attacker += 1)
      for (let times = 0; times < 8; times += 1) await guess({ address: `198.51.100.${attacker}` });
    expect(await guess({ address: '198.51.100.99' })).toBe(429);
  };
  return { post, signIn, guess, attack };
}

const deviceIn = ({ headers }: HttpAnswer): string =>
  headers['set-cookie']?.find((cookie) => cookie.startsWith('desk-device='))?.split(';', 1)[0] ?? '';

describe('an account under attack from many addresses', () => {
  it('opens to its owner at an address used before, and to no stranger', async () => {
    const { signIn, attack } = await open();
    expect(await signIn()).toBe(200);
    await attack();
    expect(await signIn()).toBe(200);
    expect(await signIn({ address: '192.0.2.1' })).toBe(429);
  });

  it('opens to its owner in a browser used before, wherever it is now', async () => {
    const { post, signIn, attack } = await open();
    const cookie = deviceIn(await post({ email, password }));
    await attack();
    expect(await signIn({ address: '192.0.2.1', cookie })).toBe(200);
  });

  it('limits the attempts of such a browser, too, without slowing its owner elsewhere', async () => {
    const { post, signIn, guess } = await open();
    const cookie = deviceIn(await post({ email, password }));
    for (let times = 0; times < 8; times += 1) expect(await guess({ cookie })).toBe(401);
    expect(await guess({ cookie })).toBe(429);
    expect(await signIn()).toBe(200);
  });

  it('does not trust a forged browser cookie, or one of another account', async () => {
    const { post, signIn, attack } = await open();
    const cookie = deviceIn(await post({ email, password }));
    const [name, id = '', expires = ''] = cookie.split(/[=.]/);
    await attack();
    for (const forged of [
      'desk-device=',
      'desk-device=a.b.c',
      `${name}=${id}.${Number(expires) + 1}.x`,
      `${cookie}x`,
    ])
      expect(await signIn({ address: '192.0.2.1', cookie: forged }), forged).toBe(429);
    const other = await post({ email: 'kim@example.com', password }, { address: '192.0.2.1', cookie });
    expect(other.status).toBe(401);
  });

  it('hides the browser cookie from scripts and from other paths', async () => {
    const { post } = await open();
    const answer = await post({ email, password });
    expect(answer.headers['set-cookie']?.[1]).toMatch(
      /^desk-device=[\w.-]+; Max-Age=31536000; Path=\/desk\/api\/sign-in; HttpOnly; SameSite=Strict$/,
    );
  });
});

describe('many sign-ins at once', () => {
  it('are checked a few at a time; those that would wait too long are told to try later', async () => {
    const { post } = await open({ passwordCost: PASSWORD_COST });
    // No such account exists; each try still takes as long as a password check.
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_each, n) =>
        post({ email: `nobody${n}@example.com`, password }, { address: `198.51.100.${n}` }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(9);
    expect(statuses.filter((status) => status === 503)).toHaveLength(21);
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers['retry-after']).toBe('2');
    expect(refused?.json()).toMatchObject({ error: { code: 'Busy' } });
  });

  it('say when a slowed-down one can try again', async () => {
    const { guess, post } = await open();
    for (let times = 0; times < 8; times += 1) await guess();
    const slowed = await post({ email, password: 'x' });
    expect(slowed.status).toBe(429);
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(60);
  });
});

describe('the bounded queue', () => {
  it('runs a limited number at once, then those with priority, then the others in order', async () => {
    const boundedQueue = createBoundedQueue({ atOnce: 1, waiting: 2 });
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const enter = (name: string, hasPriority = false) =>
      boundedQueue(() => Promise.resolve(order.push(name)), { hasPriority });
    const running = boundedQueue(() => gate.promise);
    const all = [enter('first'), enter('second'), enter('known', true)];
    await expect(enter('one too many')).rejects.toMatchObject({ statusCode: 503, code: 'Busy' });
    expect(order).toEqual([]);
    gate.resolve();
    await Promise.all([running, ...all]);
    expect(order).toEqual(['known', 'first', 'second']);
  });

  it('continues after a failed task', async () => {
    const boundedQueue = createBoundedQueue({ atOnce: 1, waiting: 1 });
    const failing = boundedQueue(() => Promise.reject(new Error('no')));
    const next = boundedQueue(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
    expect(await boundedQueue(() => Promise.resolve('again'))).toBe('again');
  });
});

describe('hostile input', () => {
  it.each([
    ['a password that is far too long', { email, password: 'x'.repeat(1001) }],
    ['an address that is far too long', { email: 'x'.repeat(300), password }],
    ['a list', [email, password]],
    ['nothing', null],
    ['objects', { email: { toLowerCase: 1 }, password: { normalize: 1 } }],
    ['a missing password', { email }],
  ])('%s is refused before any hashing', async (_what, body) => {
    const { post } = await open();
    expect((await post(body)).status).toBe(400);
  });

  it.each(['\u0000', 'dana@example.com\u0000', '\ud800', "' or 1=1 --", '__proto__', 'constructor'])(
    'an address like %j matches no account',
    async (odd) => {
      const { post } = await open();
      const { status, text } = await post({ email: odd, password: 'x\u0000' });
      expect([400, 401]).toContain(status);
      expect(text).not.toContain('proto');
    },
  );

  it('a set-up link accepts no malformed account, and only its own token', async () => {
    const { app, url, deskSetUp } = await startApp();
    onTestFinished(() => app.stop());
    const token = deskSetUp?.split('#set-up=')[1] ?? '';
    const setUp = (body: object) =>
      send(`${url}/desk/api/set-up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body,
      }).then(({ status }) => status);
    const good = { token, name: 'Sue', email: 'sue@example.com', password };
    expect(await setUp({ ...good, token: 'x'.repeat(5000) })).toBe(400);
    expect(await setUp({ ...good, token: `${token}x` })).toBe(403);
    expect(await setUp({ ...good, password: 'x'.repeat(1001) })).toBe(400);
    expect(await setUp({ ...good, password: 'short' })).toBe(400);
    expect(await setUp({ ...good, name: ' ' })).toBe(400);
    expect(await setUp({ ...good, email: 'sue@example.com\u0000@evil.example' })).toBe(400);
    const both = await Promise.all([setUp(good), setUp({ ...good, email: 'eve@example.com' })]);
    expect(both.sort((a, b) => a - b)).toEqual([200, 403]);
  });
});
