import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '#app.ts';
import { withStore } from '#cli/with-store.ts';
import { createDataDir, createMigratedDataDir } from '../support/data-dir.ts';
import { type HttpAnswer, send } from '../support/http.ts';
import { password, passwordHash } from '../support/password.ts';
import { startApp } from '../support/running-app.ts';
import type { DeskAuditPage } from '#desk/team-wire.ts';
import type { DeskTicketPage } from '#desk/ticket-wire.ts';
import { newTicket } from '../handoff/tickets.ts';

const ownPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

let app: App;
let url: string;
let dataDir: string;

const inStore = (work: Parameters<typeof withStore>[1]) =>
  withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, work);

const postTo = (path: string, body: object, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
  send(`${url}/desk/api${path}`, {
    method: 'POST',
    headers: { ...ownPage, ...headers },
    body: JSON.stringify(body),
  });
const getFrom = (path: string, cookie?: string): Promise<HttpAnswer> =>
  send(`${url}/desk/api${path}`, { headers: cookie === undefined ? {} : { cookie } });

const cookieOf = ({ headers }: HttpAnswer): string =>
  (headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? '';
const signIn = async (email: string): Promise<string> =>
  cookieOf(await postTo('/sign-in', { email, password }));

beforeAll(async () => {
  dataDir = createMigratedDataDir();
  ({ app, url } = await startApp({ DATA_DIR: dataDir }));
  await inStore(async ({ agents, tickets }) => {
    const now = new Date();
    await agents.add({ name: 'Dana', email: 'Dana@example.com', role: 'agent', passwordHash }, now);
    await agents.add({ name: 'Sue', email: 'sue@example.com', role: 'supervisor', passwordHash }, now);
    await agents.add({ name: 'Gone', email: 'gone@example.com', role: 'agent', passwordHash }, now);
    await agents.change('gone@example.com', { disabled: true });
    await tickets.open('key', newTicket(), ['webhook']);
  });
});
afterAll(() => app.stop());

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use, and returns the agent', async () => {
    const answer = await postTo('/sign-in', { email: 'dana@EXAMPLE.com', password });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      id: expect.any(String),
      name: 'Dana',
      email: 'dana@example.com',
      role: 'agent',
    });
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    const [pair, ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^desk=[\w-]{43}$/);
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/desk', 'SameSite=Strict']);
    expect((await getFrom('/me', cookieOf(answer))).json()).toMatchObject({ name: 'Dana' });
    // The stored value differs from the browser's.
    await inStore(async ({ agents }) => {
      expect(await agents.findBySession(cookieOf(answer).slice('desk='.length), new Date(0))).toBeUndefined();
    });
  });

  it('restricts the cookie to HTTPS when browsers use HTTPS', async () => {
    const place = { dataDir: createDataDir(), logLevel: 'silent' as const, databaseUrl: undefined };
    const secure = await startApp({ PUBLIC_URL: 'https://bot.example.com', DATA_DIR: place.dataDir });
    await withStore(place, async ({ agents }) => {
      await agents.add({ name: 'Dana', email: 'dana@example.com', role: 'agent', passwordHash }, new Date());
    });
    const answer = await send(`${secure.url}/desk/api/sign-in`, {
      method: 'POST',
      headers: ownPage,
      body: JSON.stringify({ email: 'dana@example.com', password }),
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure(?:;|$)/);
    await secure.app.stop();
  });

  it.each([
    ['a wrong password', { email: 'dana@example.com', password: 'not the password' }],
    ['an address without an account', { email: 'nobody@example.com', password }],
    ['an account that was disabled', { email: 'gone@example.com', password }],
  ])('is refused with the same message for %s', async (_what, body) => {
    const answer = await postTo('/sign-in', body);
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual({
      error: { code: 'WrongCredentials', message: 'The e-mail address or password is incorrect.' },
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each([{}, { email: 1, password: [] }, { email: { $ne: '' }, password }])('refuses %j', async (body) => {
    expect((await postTo('/sign-in', body)).status).toBe(400);
  });

  it('does not adopt a session that somebody else planted in the browser', async () => {
    const planted = 'desk=planted-by-somebody-else-planted-by-somebody-els';
    const answer = await postTo('/sign-in', { email: 'dana@example.com', password }, { cookie: planted });
    expect(cookieOf(answer)).not.toBe(planted);
    expect((await getFrom('/me', planted)).status).toBe(401);
  });

  it('is slowed down for a person who guesses, and for nobody else', async () => {
    const guess = () => postTo('/sign-in', { email: 'guessed@example.com', password: 'x' });
    const statuses: number[] = [];
    for (let times = 0; times < 9; times += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array<number>(8).fill(401), 429]);
    expect(await signIn('dana@example.com')).toMatch(/^desk=/);
  });

  it('lasts until the agent signs out, here or everywhere, or the account is disabled', async () => {
    const [here, there] = [await signIn('sue@example.com'), await signIn('sue@example.com')];
    const out = await postTo('/sign-out', {}, { cookie: here });
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect((await getFrom('/me', here)).status).toBe(401);
    expect((await getFrom('/me', there)).status).toBe(200);
    const again = await signIn('sue@example.com');
    await postTo('/sign-out-everywhere', {}, { cookie: again });
    expect((await getFrom('/me', there)).status).toBe(401);
    const before = await signIn('sue@example.com');
    await inStore(async ({ agents }) => {
      await agents.change('sue@example.com', { disabled: true });
      await agents.change('sue@example.com', { disabled: false });
    });
    expect((await getFrom('/me', before)).status).toBe(401);
  });
});

describe('the first start', () => {
  const account = { name: 'Dana', email: 'dana@example.com', password };

  /** An app without accounts, and requests to its set-up. */
  async function startFirst() {
    const place = createDataDir();
    const started = await startApp({ DATA_DIR: place });
    const token = /\/desk#set-up=([\w-]{32})$/.exec(started.deskSetUp ?? '')?.[1] ?? '';
    const setUp = (body: object) =>
      send(`${started.url}/desk/api/set-up`, {
        method: 'POST',
        headers: ownPage,
        body: JSON.stringify(body),
      });
    return { ...started, place, token, setUp };
  }

  it('prints a link that creates the first account and works once', async () => {
    const { app: first, url: at, place, token, setUp } = await startFirst();
    const made = await setUp({ ...account, token });
    expect(made.json()).toMatchObject({ name: 'Dana', email: 'dana@example.com', role: 'supervisor' });
    expect((await send(`${at}/desk/api/me`, { headers: { cookie: cookieOf(made) } })).status).toBe(200);
    expect((await setUp({ ...account, email: 'eve@example.com', token })).status).toBe(403);
    await first.stop();
    const { app: second, deskSetUp } = await startApp({ DATA_DIR: place });
    expect(deskSetUp).toBeUndefined();
    await second.stop();
  });

  it('creates no account without the link or with invalid details', async () => {
    const { app: first, token, setUp } = await startFirst();
    expect((await setUp({ ...account, token: `${token}x` })).status).toBe(403);
    expect((await setUp(account)).status).toBe(400);
    const short = await setUp({ ...account, token, password: 'short' });
    expect(short.json()).toMatchObject({
      error: { message: 'The password must have at least 12 characters.' },
    });
    expect((await setUp({ ...account, token })).status).toBe(200);
    await first.stop();
  });

  it('creates no account if there are accounts already', async () => {
    expect((await postTo('/set-up', { ...account, token: '' })).status).not.toBe(200);
  });
});

describe('a browser that is not signed in', () => {
  it.each(['/me', '/tickets', '/tickets/AAAA-1111', '/audit'])('gets nothing from GET %s', async (path) => {
    for (const cookie of [undefined, 'desk=', 'desk=made-up', 'other=1']) {
      const answer = await getFrom(path, cookie);
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain('Maria');
    }
  });

  it.each(['/tickets/AAAA-1111/reply', '/tickets/AAAA-1111/close', '/sign-out-everywhere'])(
    'POST %s does nothing',
    async (path) => {
      expect((await postTo(path, { text: 'x', clientId: '12345678' })).status).toBe(401);
    },
  );

  it("gets nothing with a customer's token, either", async () => {
    const session = await send(`${url}/v3/directline/visitor-session`, {
      method: 'POST',
      headers: ownPage,
      body: '{}',
    });
    const { token } = session.json() as { token: string };
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `desk=${token}` }])
      expect((await send(`${url}/desk/api/tickets`, { headers })).status).toBe(401);
  });
});

describe('another site', () => {
  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['the same site on another host', { 'sec-fetch-site': 'same-site' }],
    ['a browser without that header', { 'sec-fetch-site': '', origin: 'https://evil.example.com' }],
  ])('can change nothing with the cookie: %s', async (_what, headers) => {
    const cookie = await signIn('dana@example.com');
    const given = Object.fromEntries(
      Object.entries({ ...ownPage, ...headers, cookie }).filter(([, value]) => value !== ''),
    );
    const answer = await send(`${url}/desk/api/tickets/AAAA-1111/close`, {
      method: 'POST',
      headers: given,
      body: '{}',
    });
    expect(answer.status).toBe(403);
    expect((await getFrom('/tickets', cookie)).json()).toMatchObject({ tickets: [{ state: 'open' }] });
  });

  it('can change nothing with a form, and can read nothing', async () => {
    const cookie = await signIn('dana@example.com');
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain', cookie };
    const answer = await send(`${url}/desk/api/tickets/AAAA-1111/close`, {
      method: 'POST',
      headers,
      body: '{}',
    });
    expect(answer.status).toBe(415);
    const read = await send(`${url}/desk/api/tickets`, {
      headers: { cookie, origin: 'https://evil.example.com' },
    });
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
    expect(read.headers['cache-control']).toBe('no-store');
  });

  it('cannot show the desk in a frame', async () => {
    const { headers, text } = await send(`${url}/desk`);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(text).not.toMatch(/<script(?! type="module" src="\/assets\/)/);
  });
});

describe('an agent', () => {
  it('sees the tickets, and which were not delivered', async () => {
    const cookie = await signIn('dana@example.com');
    const { tickets, next } = (await getFrom('/tickets', cookie)).json() as DeskTicketPage;
    expect(next).toBeNull();
    expect(tickets).toEqual([
      {
        reference: 'AAAA-1111',
        createdAt: '2026-03-02T09:00:00.000Z',
        changedAt: '2026-03-02T09:00:00.000Z',
        state: 'open',
        name: 'Maria García',
        email: 'maria@example.com',
        text: 'Call me,\nplease.',
        topic: 'Is there a KRACK patch for my model?',
        models: ['EAP600'],
        channel: 'directline',
        assignee: null,
        undelivered: [],
      },
    ]);
  });

  it('is told if a customer cannot be reached in the chat, and cannot send an invalid reply', async () => {
    const cookie = await signIn('dana@example.com');
    expect((await getFrom('/tickets/AAAA-1111', cookie)).json()).toMatchObject({
      repliesBy: [],
      activities: [],
    });
    const reply = (body: object, reference = 'AAAA-1111') =>
      postTo(`/tickets/${reference}/reply`, body, { cookie });
    expect((await reply({ text: 'Hello', clientId: 'client-id-1' })).status).toBe(409);
    expect((await reply({ text: '  ', clientId: 'client-id-1' })).status).toBe(400);
    expect((await reply({ text: 'x'.repeat(4001), clientId: 'client-id-1' })).status).toBe(400);
    expect((await reply({ text: 'Hello', clientId: 'client-id-1' }, 'NONE-0000')).status).toBe(404);
    expect((await getFrom('/tickets/..%2fme', cookie)).status).toBe(404);
  });

  it('cannot see the audit log; a supervisor sees who did what', async () => {
    expect((await getFrom('/audit', await signIn('dana@example.com'))).status).toBe(403);
    const { entries } = (await getFrom('/audit', await signIn('sue@example.com'))).json() as DeskAuditPage;
    expect(entries).toContainEqual({
      id: expect.any(String),
      detail: null,
      at: '2024-05-06T09:00:00.000Z',
      actor: 'Dana',
      action: 'signed in',
      target: 'dana@example.com',
    });
  });
});

it('a reply is sent by e-mail if the customer left an address and mail is set up', async () => {
  const place = createMigratedDataDir();
  // Nothing listens there, so undelivered messages stay due.
  const mail = {
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'bot@example.com',
    MAIL_TO: 'support@example.com',
  };
  const mailing = await startApp({ DATA_DIR: place, ...mail });
  const at = { dataDir: place, logLevel: 'silent' as const, databaseUrl: undefined };
  await withStore(at, async ({ agents, tickets }) => {
    await agents.add({ name: 'Dana', email: 'dana@example.com', role: 'agent', passwordHash }, new Date());
    await tickets.open('key', newTicket(), []);
  });
  const ask = (path: string, body: object, cookie = '') =>
    send(`${mailing.url}/desk/api${path}`, {
      method: 'POST',
      headers: { ...ownPage, cookie },
      body: JSON.stringify(body),
    });
  const cookie = cookieOf(await ask('/sign-in', { email: 'dana@example.com', password }));
  const read = await send(`${mailing.url}/desk/api/tickets/AAAA-1111`, { headers: { cookie } });
  expect(read.json()).toMatchObject({ repliesBy: ['e-mail'] });
  const reply = { text: 'Please update it.', clientId: 'client-id-1' };
  for (let times = 0; times < 2; times += 1)
    expect((await ask('/tickets/AAAA-1111/reply', reply, cookie)).status).toBe(200);
  await withStore(at, async ({ tickets }) => {
    expect(await tickets.report('AAAA-1111')).toMatchObject({
      state: 'replied',
      deliveries: [{ target: 'reply', state: 'due' }],
    });
  });
  await mailing.app.stop();
});
