import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { apiShapes } from '#api-description.ts';
import { runKnowledge } from '#cli/knowledge.ts';
import { withStore } from '#cli/with-store.ts';
import { signatureOf } from '#handoff/delivery/signature.ts';
import { describedPath } from '#http/openapi.ts';
import { createHttpServer } from '#http/server.ts';
import { messageForm } from '#web/common/message-form.ts';
import { SECRET } from '../channels/directline/harness.ts';
import { newTicket } from '../handoff/tickets.ts';
import { messageActivity } from '../support/activities.ts';
import { loadShortAssets } from '../support/assets.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { runHere } from '../support/run-command.ts';
import { startApp } from '../support/running-app.ts';
import { type DescribedApi, openDescription } from './described-api.ts';

const HUB_SECRET = 'a-secret-that-only-the-hub-and-this-test-know';
/** The app's clock, which is stopped. */
const NOW = new Date('2024-05-06T09:00:00.000Z');
const PASSWORD = 'a long enough password';

const server = createHttpServer(createRecordingLog().log);
/** Resolves when the engagement hub has received a chat. */
const hubNotified = Promise.withResolvers<void>();
const hub = createServer((request, response) => {
  request.resume().on('end', () => {
    response.end();
    hubNotified.resolve();
  });
});
const dataDir = createMigratedDataDir();
let running: Awaited<ReturnType<typeof startApp>>;
let api: DescribedApi;

beforeAll(async () => {
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  running = await startApp(
    {
      DATA_DIR: dataDir,
      KNOWLEDGE_DIR: inject('shortKnowledge'),
      DIRECT_LINE_SECRET: SECRET,
      RATE_LIMIT: 'off',
      HUB_URL: `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`,
      HUB_SECRET,
      // Nothing listens there, so the browser is sent back to the desk.
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'desk',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'bot@example.com',
      MAIL_TO: 'support@example.com',
      OIDC_CLIENT_SECRET: 'a secret of the desk',
    },
    { server, content: await loadShortAssets() },
  );
  api = await openDescription(running.url);
});
afterAll(async () => {
  await running.app.stop();
  hub.close();
});

const json = { 'content-type': 'application/json' };
const askJson = async (path: string, headers: Record<string, string> = {}, body?: object) => {
  const request =
    body === undefined ? { headers } : { method: 'POST', headers: { ...json, ...headers }, body };
  return (await api.ask(path, request)).json() as Record<string, unknown>;
};

/** Sends files with a message, as both pages do. */
async function upload(path: string, headers: Record<string, string>, message: object): Promise<void> {
  const form = new Request(`${running.url}/`, {
    method: 'POST',
    body: messageForm(message, [new File(['all is well'], 'router.log')]),
  });
  const body = new Uint8Array(await form.arrayBuffer());
  const type = form.headers.get('content-type') ?? '';
  await api.ask(path, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
}

/** Opens a WebSocket, and closes it. */
async function upgrade(path: string, headers: Record<string, string> = {}): Promise<void> {
  const status = await new Promise<number>((resolve, reject) => {
    const asked = httpRequest(`${running.url}${path}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
        origin: running.url,
        ...headers,
      },
    });
    asked.on('upgrade', ({ statusCode = 0 }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    asked.on('response', ({ statusCode = 0 }) => resolve(statusCode));
    asked.on('error', reject);
    asked.end();
  });
  api.check('get', path, { status, headers: {}, text: '' });
}

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(api.document['openapi']).toMatch(/^3\.1\./);
    const result = await new Validator().validate(structuredClone(api.document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it('lists every mounted route, and no other', () => {
    const mounted = Object.values(server.router.getRoutes())
      .map(({ method, path }) => `${method.toLowerCase()} ${describedPath(String(path))}`)
      // Preflights are not described.
      .filter((each) => !each.startsWith('options '));
    const sockets = apiShapes
      .filter(({ answers }) => 101 in answers)
      .map(({ path }) => `get ${describedPath(path)}`);
    expect([...mounted, ...sockets].toSorted()).toEqual(api.operations.toSorted());
  });

  it('has example bodies that match their schemas', () => {
    const misfits = apiShapes.flatMap(({ path, body }) => {
      const [example] = (body?.schema.meta()?.['examples'] ?? []) as unknown[];
      return body === undefined || body.schema.safeParse(example).success ? [] : [path];
    });
    expect(misfits).toEqual([]);
  });

  it('names the path under which browsers reach the server', async () => {
    const { app, url } = await startApp({ PUBLIC_URL: 'https://example.com/support' });
    expect((await openDescription(url)).document['servers']).toEqual([{ url: '/support' }]);
    await app.stop();
  });
});

describe('every route responds as described', () => {
  it('to callers without credentials or a meaningful body', async () => {
    for (const operation of api.operations) {
      const [method = '', path = ''] = operation.split(' ');
      const { status } = await api.ask(path.replaceAll(/\{\w+\}/g, 'none'), {
        method: method.toUpperCase(),
        ...(method === 'post' ? { headers: json, body: {} } : {}),
      });
      expect(status, operation).toBeLessThan(500);
    }
  });

  it('to the callers it is meant for', async () => {
    await browse();
    await askJson('/api/messages', {}, messageActivity('is it patched?', { deliveryMode: 'expectReplies' }));
    const visitor = await visit();
    const { cookie, waiting } = await setUpDesk();
    for (const unknown of ['wombat jam recipe', 'a recipe for wombat jam', 'any wombat jam recipe'])
      await visitor.say(unknown);
    await visitor.say('I want to talk to a human');
    const reference = await waiting();
    await sendAsHub(reference);
    await workOnChat(reference, cookie);
    await useClosedChat(reference, cookie);
    await workOnMessage(cookie);
    await editCannedReplies(cookie);
    await superviseTeam(cookie);
    await reviewQuestions(cookie);
    await publishRelease(cookie);
    await editKnowledge(cookie);
    await publishDraft(cookie);
    await readWithKey();
    await leaveDesk(cookie);
    expect(api.operations.filter((operation) => !api.served.has(operation))).toEqual([]);
  });
});

/** Reads the insights as a BI tool does. */
async function readWithKey(): Promise<void> {
  let key = '';
  await withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, async ({ apiKeys }) => {
    key = (await apiKeys.create('BI tool', NOW)).secret;
  });
  const headers = { authorization: `Bearer ${key}` };
  await askJson('/api/insights', headers);
  await askJson('/api/insights/conversations', headers);
  await api.ask('/api/insights/export', { headers });
}

/** Requests everything that browsers and health checks do. */
async function browse(): Promise<void> {
  const page = await api.ask('/');
  const [asset = ''] = /\/assets\/[\w.-]+/.exec(page.text) ?? [];
  const paths = ['/widget.js', '/panel.js', '/widget.d.ts', asset, '/widget/questions?q=patched', '/desk'];
  for (const path of [...paths, '/healthz', '/readyz', '/openapi.json']) await api.ask(path);
  await api.ask('/', { headers: { 'if-none-match': String(page.headers.etag) } });
  for (const path of ['/desk/api/oidc/start', '/desk/api/oidc/callback']) await api.ask(path);
}

async function sendAsHub(reference: string): Promise<void> {
  await hubNotified.promise;
  const typing = JSON.stringify({ type: 'typing', conversation: { id: reference } });
  await api.ask('/api/handoff', {
    method: 'POST',
    headers: { ...json, 'x-support-signature': signatureOf(typing, HUB_SECRET, NOW) },
    body: typing,
  });
}

/** A visitor of a page who has used every route for visitors. */
async function visit() {
  const base = '/v3/directline';
  const holder = { authorization: `Bearer ${SECRET}` };
  await askJson(`${base}/tokens/generate`, holder, { user: { id: 'dl_me' } });
  const session = await askJson(`${base}/visitor-session`, { origin: running.url }, {});
  const credential = String(session['credential']);
  await askJson(`${base}/visitor-conversations`, { origin: running.url }, { credential });
  const headers = { authorization: `Bearer ${String(session['token'])}` };
  const conversation = `${base}/conversations/${String(session['conversationId'])}`;
  const say = (text: string) => askJson(`${conversation}/activities`, headers, { type: 'message', text });
  await askJson(`${base}/tokens/refresh`, headers, {});
  await askJson(`${base}/session/getsessionid`, headers);
  const { streamUrl } = await askJson(`${base}/conversations`, headers, {});
  await askJson(`${base}/conversations`, headers, {});
  const { pathname, search } = new URL(String(streamUrl));
  await upgrade(pathname + search);
  await askJson(`${conversation}?watermark=0`, headers);
  await askJson(`${conversation}/visit`, headers, { page: 'https://www.example.com/routers' });
  await upload(`${conversation}/upload`, headers, { type: 'message', text: 'my log' });
  const { activities } = (await askJson(`${conversation}/activities`, headers)) as {
    activities: { attachments?: { contentUrl: string }[] }[];
  };
  const [file] = activities.flatMap(({ attachments = [] }) => attachments);
  await api.ask(new URL(file?.contentUrl ?? '').pathname);
  await askJson(`${conversation}/transcript`, headers, { email: 'somebody@example.com' });
  return { say };
}

/** Creates the desk's first account, and makes the requests of its page. */
async function setUpDesk() {
  const ownPage = { 'sec-fetch-site': 'same-origin' };
  const account = { name: 'Dana', email: 'dana@example.com', password: PASSWORD };
  const token = running.deskSetUp?.split('set-up=')[1];
  await askJson('/desk/api/set-up', ownPage, { token, ...account });
  const signedIn = await api.ask('/desk/api/sign-in', {
    method: 'POST',
    headers: { ...json, ...ownPage },
    body: { email: account.email, password: PASSWORD },
  });
  const [session = ''] = signedIn.headers['set-cookie'] ?? [];
  const cookie = { ...ownPage, cookie: session.split(';', 1)[0] ?? '' };
  for (const name of [
    'sign-in-ways',
    'me',
    'canned-replies',
    'audit',
    'teams',
    'updates',
    'insights',
    'insights/conversations',
  ])
    await askJson(`/desk/api/${name}`, cookie);
  await api.ask('/desk/api/insights/export', { headers: cookie });
  await askJson('/desk/api/presence', cookie, { availability: 'busy' });
  await askJson('/desk/api/suggestions', cookie, { text: 'is the EAP600 patched?' });
  await askJson('/desk/api/teams/code', cookie, {});
  await askJson('/desk/api/teams/unlink', cookie, {});
  await upgrade('/desk/socket', cookie);
  /** The reference of the first waiting chat. */
  const waiting = async (): Promise<string> => {
    for (;;) {
      const state = (await askJson('/desk/api/state', cookie)) as { waiting: { reference: string }[] };
      const [first] = state.waiting;
      if (first !== undefined) return first.reference;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { cookie, waiting };
}

async function workOnChat(reference: string, cookie: Record<string, string>): Promise<void> {
  const chat = `/desk/api/chats/${reference}`;
  const message = { text: 'Hello, I am here.', clientId: 'a-client-id' };
  await askJson(`${chat}/claim`, cookie, {});
  await askJson(`${chat}/typing`, cookie, {});
  await askJson(`${chat}/messages`, cookie, message);
  await upload(`${chat}/upload`, cookie, { ...message, clientId: 'another-client-id' });
  await askJson(`${chat}/tag`, cookie, { tags: ['patch'] });
  await askJson(`${chat}/note`, cookie, { text: 'calls back', clientId: 'a-note-of-mine' });
  await askJson(chat, cookie);
  await askJson(`/desk/api/updates?chat=${reference}@0`, cookie);
  await upgrade(`/desk/chats/${reference}/stream`, cookie);
  await askJson(`${chat}/transfer`, cookie, { target: { to: 'queue' } });
  await askJson(`${chat}/claim`, cookie, {});
  await askJson(`${chat}/close`, cookie, { outcome: 'solved' });
}

/** Reads the chat now that it is closed, passes it on, finds it and reopens it. */
async function useClosedChat(reference: string, cookie: Record<string, string>): Promise<void> {
  await askJson('/desk/api/closed-chats?stars=5', cookie);
  await askJson('/desk/api/closed-chats', cookie);
  await askJson('/desk/api/closed-chats/choices', cookie);
  await askJson('/desk/api/search?q=hello', cookie);
  await askJson(`/desk/api/customer?chat=${reference}`, cookie);
  const { id } = await askJson(`/desk/api/conversation?chat=${reference}`, cookie);
  await askJson(`/desk/api/conversation/text?chat=${reference}`, cookie);
  const mailed = { id, email: 'somebody@example.com', clientId: 'a-mail-of-mine' };
  await askJson('/desk/api/conversation/mail', cookie, mailed);
  await askJson(`/desk/api/chats/${reference}/reopen`, cookie, {});
}

async function workOnMessage(cookie: Record<string, string>): Promise<void> {
  const ticket = newTicket();
  await withStore(
    { dataDir, logLevel: 'silent', databaseUrl: undefined },
    async ({ conversations, tickets }) => {
      await conversations.promise({ userId: ticket.userId });
      const conversation = await conversations.newestOf(ticket.userId);
      await tickets.open('key', { ...ticket, conversationId: conversation?.id ?? '' }, ['webhook']);
    },
  );
  const message = `/desk/api/tickets/${ticket.reference}`;
  await askJson('/desk/api/tickets', cookie);
  await askJson(message, cookie);
  await askJson(`${message}/reply`, cookie, { text: 'It is patched.', clientId: 'a-client-id' });
  await upload(`${message}/upload`, cookie, { text: 'And how.', clientId: 'another-client-id' });
  await askJson('/desk/api/colleagues', cookie);
  await askJson(`${message}/assign`, cookie, { agentId: null });
  await askJson(`${message}/note`, cookie, { text: 'calls back', clientId: 'a-note-of-mine' });
  await askJson(`${message}/close`, cookie, {});
  await askJson(`${message}/reopen`, cookie, {});
}

async function editCannedReplies(cookie: Record<string, string>): Promise<void> {
  const path = '/desk/api/canned-replies';
  const reply = { title: 'Hello', text: 'Hello {customer}' };
  const added = await api.ask(path, { method: 'POST', headers: { ...json, ...cookie }, body: reply });
  const { id } = (added.json() as { id: string }[]).at(-1) ?? {};
  await askJson(`${path}/${id}`, cookie, reply);
  await askJson(`${path}/${id}/move`, cookie, { to: 0 });
  await askJson(`${path}/${id}/delete`, cookie, {});
  await askJson(`${path}-reset`, cookie, {});
}

async function publishRelease(cookie: Record<string, string>): Promise<void> {
  const environment = { DATA_DIR: dataDir, KNOWLEDGE_DIR: inject('shortKnowledge') };
  expect((await runHere(runKnowledge, ['publish'], { environment })).errors).toBe('');
  const path = '/desk/api/releases';
  await askJson(path, cookie);
  await askJson(`${path}/1/differences`, cookie);
  await askJson(`${path}/1/changes`, cookie);
  await askJson(`${path}/1/publish`, cookie, { note: 'Again' });
  const ended = async () => {
    const { run } = (await askJson('/desk/api/studio/publish', cookie)) as {
      run?: { outcome: object | null };
    };
    return run?.outcome ?? null;
  };
  await expect.poll(ended).toEqual({ kind: 'published', release: 1 });
}

async function editKnowledge(cookie: Record<string, string>): Promise<void> {
  const path = '/desk/api/studio';
  const key = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
  await askJson(path, cookie);
  const entry = await askJson(`${path}/entry?${new URLSearchParams(key).toString()}`, cookie);
  await askJson(`${path}/save`, cookie, { ...key, content: entry['content'], version: '' });
  await askJson(`${path}/presence`, cookie, key);
  await askJson(`${path}/history?${new URLSearchParams(key).toString()}`, cookie);
  await askJson(`${path}/preview`, cookie, { ...key, content: entry['content'] });
  await askJson(`${path}/discard`, cookie, key);
  const texts = ['Does EnShare cost anything?'];
  await askJson(`${path}/try`, cookie, { texts });
  await askJson(`${path}/try/expect`, cookie, { texts, side: 'draft' });
}

async function publishDraft(cookie: Record<string, string>): Promise<void> {
  const path = '/desk/api/studio';
  const key = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
  const { content } = (await askJson(`${path}/entry?${new URLSearchParams(key).toString()}`, cookie)) as {
    content: object;
  };
  await askJson(`${path}/save`, cookie, {
    ...key,
    content: { ...content, short: 'It is free.' },
    version: '',
  });
  let verdict = await askJson(`${path}/verdict`, cookie);
  const isDone = async () => {
    verdict = await askJson(`${path}/verdict`, cookie);
    return verdict['isDone'];
  };
  await expect.poll(isDone).toBe(true);
  await askJson(`${path}/verdict/questions?version=${String(verdict['version'])}&group=none`, cookie);
  await askJson(`${path}/publish`, cookie, { note: 'Shorter' });
  await askJson(`${path}/publish`, cookie);
  await withStore({ dataDir, logLevel: 'silent', databaseUrl: undefined }, async (store) => {
    const isFree = () => store.publishRuns.begin({ id: 'scheduling', actor: 'Dana', at: NOW });
    await expect.poll(isFree).toBe(true);
    const [newest] = await store.releases.publications();
    const scheduled = { releaseNumber: 1, dueAt: new Date(NOW.getTime() + 60_000), createdAt: NOW };
    await store.scheduledPublications.add(
      {
        ...scheduled,
        actor: 'Dana',
        note: '',
        despite: undefined,
        // What others have published since is not undone, so nothing would be scheduled.
        basedOn: newest?.number ?? 0,
        taken: { entries: [], phrases: [], follows: [] },
      },
      {
        audit: { at: NOW, actor: 'Dana', action: 'scheduled the draft', target: '1' },
        run: { id: 'scheduling', outcome: { kind: 'scheduled', release: 1, at: NOW.toISOString() } },
      },
    );
  });
  const schedule = (await askJson(`${path}/scheduled`, cookie)) as { scheduled?: { id: string }[] };
  await askJson(`${path}/scheduled/${schedule.scheduled?.[0]?.id}/cancel`, cookie, {});
}

async function reviewQuestions(cookie: Record<string, string>): Promise<void> {
  const path = '/desk/api/review';
  const { items, clusters } = (await askJson(path, cookie)) as {
    items: { key: string }[];
    clusters: { id: string }[];
  };
  await askJson(`${path}/clusters/${clusters[0]?.id}`, cookie);
  const keys = items.map(({ key }) => key);
  await askJson(`${path}/preview`, cookie, { keys, intent: 'oos' });
  await askJson(`${path}/decide`, cookie, { keys, decision: { kind: 'not-ours' } });
  await askJson(`${path}/drafts`, cookie);
  await askJson(`${path}/undo`, cookie, { keys });
}

async function superviseTeam(cookie: Record<string, string>): Promise<void> {
  const path = '/desk/api/accounts';
  const kim = { name: 'Kim', email: 'kim@example.com', role: 'agent' };
  const { account } = (await askJson(path, cookie, kim)) as { account: { id: string } };
  await askJson(path, cookie);
  await askJson(`${path}/${account.id}`, cookie, { name: 'Kim Lee' });
  const { url } = await askJson(`${path}/${account.id}/password-link`, cookie, {});
  const token = String(url).split('set-password=')[1];
  const ownPage = { 'sec-fetch-site': 'same-origin' };
  await askJson('/desk/api/password-link', ownPage, { token });
  await askJson('/desk/api/password', ownPage, { token, password: PASSWORD });
  await askJson('/desk/api/team', cookie);
}

async function leaveDesk(cookie: Record<string, string>): Promise<void> {
  await askJson('/desk/api/sign-out-everywhere', cookie, {});
  const again = await api.ask('/desk/api/sign-in', {
    method: 'POST',
    headers: { ...json, ...cookie },
    body: { email: 'dana@example.com', password: PASSWORD },
  });
  const [session = ''] = again.headers['set-cookie'] ?? [];
  await askJson('/desk/api/sign-out', { ...cookie, cookie: session.split(';', 1)[0] ?? '' }, {});
}
