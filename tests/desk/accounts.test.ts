import { expect, test } from 'vitest';
import type { DeskAccount, DeskAuditPage, DeskNewAccount, DeskPasswordLink } from '#desk/team-wire.ts';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { onEngines } from '../store/engines.ts';
import { password } from '../support/password.ts';
import { send } from '../support/http.ts';
import { openServerOn } from './open-server-on.ts';
import type { RunningServer } from './open-server.ts';

const kim = { name: 'Kim', email: 'Kim@example.com', role: 'agent' };
const tokenIn = ({ url }: DeskPasswordLink): string => url.split('#set-password=')[1] ?? '';

/** What somebody without a session can do with a password link. */
const withLink = ({ url }: RunningServer) => {
  const post = (path: string, body: object) =>
    send(`${url}/desk/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body,
    });
  return {
    opens: (token: string) => post('/password-link', { token }),
    sets: (token: string, chosen = password) => post('/password', { token, password: chosen }),
    signsIn: (email: string, given = password) => post('/sign-in', { email, password: given }),
  };
};

onEngines('accounts at the desk', (engine) => {
  test('can be created by a supervisor; the agent sets the password with a link that works once', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const { opens, sets, signsIn } = withLink(server);
    const { account, link } = (await sue.post('/accounts', kim)).json() as DeskNewAccount;
    expect(account).toMatchObject({ email: 'kim@example.com', hasPassword: false, isDisabled: false });
    expect(link.url).toMatch(/^http:\/\/[^#]+\/desk#set-password=[\w-]{43}$/);
    expect((await signsIn('kim@example.com', '')).status).toBe(401);

    const token = tokenIn(link);
    expect((await opens(token)).json()).toEqual({ name: 'Kim', email: 'kim@example.com' });
    expect((await sets(token, 'short')).status).toBe(400);
    expect((await sets(token)).json()).toMatchObject({ name: 'Kim', role: 'agent' });
    expect([(await opens(token)).status, (await sets(token)).status]).toEqual([403, 403]);
    expect((await signsIn('kim@example.com')).status).toBe(200);
    const accounts = (await sue.get('/accounts')).json() as DeskAccount[];
    expect(accounts.find(({ name }) => name === 'Kim')).toMatchObject({
      hasPassword: true,
      hasSingleSignOn: false,
      linkExpiresAt: null,
    });
    // The database does not know the link itself.
    await server.withStore(async ({ accounts: stored }) => {
      expect(await stored.findByLink(token, new Date(0))).toBeUndefined();
    });
  });

  test('can have an address with letters beyond ASCII, as customers can', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const { sets, signsIn } = withLink(server);
    const made = await sue.post('/accounts', { name: 'Jörg', email: 'Jörg@müller.example', role: 'agent' });
    const { account, link } = made.json() as DeskNewAccount;
    expect(account.email).toBe('jörg@müller.example');
    await sets(tokenIn(link));
    expect((await signsIn('JÖRG@müller.example')).status).toBe(200);
    expect((await sue.post('/accounts', { ...kim, email: 'kim@example..com' })).status).toBe(400);
  });

  test('cannot be opened with a link that is old, or that a newer one has replaced', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const dana = await server.agent('Dana');
    const reset = async () =>
      tokenIn((await sue.post(`/accounts/${dana.id}/password-link`)).json() as DeskPasswordLink);
    const { opens, sets, signsIn } = withLink(server);
    const [first, second] = [await reset(), await reset()];
    expect((await opens(first)).status).toBe(403);
    // The old password and the sessions ended with the first link.
    expect((await signsIn('dana@example.com')).status).toBe(401);
    expect((await dana.get('/me')).status).toBe(401);
    expect((await sets(second, 'another long password')).status).toBe(200);
    expect((await signsIn('dana@example.com', 'another long password')).status).toBe(200);
    const third = await reset();
    await server.withStore(async ({ accounts }) => {
      const { createHash } = await import('node:crypto');
      const tokenHash = createHash('sha256').update(third).digest('hex');
      const in4Days = new Date(Date.parse('2024-05-06T09:00:00Z') + 4 * 86_400_000);
      expect(await accounts.findByLink(tokenHash, in4Days)).toBeUndefined();
    });
    expect((await sue.post(`/accounts/${sue.id}/password-link`)).status).toBe(409);
  });

  test('are signed out at once when disabled, and their chats go back to the queue', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const dana = await server.agent('Dana');
    const { reference, sees } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    await sees('You are talking to **Dana**');
    const desk = dana.watches();
    await desk.until(({ state }) => state?.connected.length === 1);

    const disabled = await sue.post(`/accounts/${dana.id}`, { isDisabled: true });
    expect(disabled.json()).toMatchObject({ isDisabled: true });
    expect(await desk.closed).toBe(4401);
    expect((await dana.get('/me')).status).toBe(401);
    expect(await sue.queue(1)).toMatchObject([{ reference, hasPriority: true }]);
    expect((await withLink(server).signsIn('dana@example.com')).status).toBe(401);
    expect((await sue.post(`/accounts/${dana.id}/password-link`)).status).toBe(409);
    await sue.post(`/accounts/${dana.id}`, { isDisabled: false });
    expect((await withLink(server).signsIn('dana@example.com')).status).toBe(200);
  });

  test('lose their open tickets when disabled, but keep closed ones', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const dana = await server.agent('Dana');
    const open = await server.leavesMessage();
    const closed = await server.leavesMessage({ reference: 'CCCC-2222' });
    for (const { reference } of [open, closed])
      await dana.post(`/tickets/${reference}/assign`, { agentId: dana.id });
    await dana.post(`/tickets/${closed.reference}/close`);
    await sue.post(`/accounts/${dana.id}`, { isDisabled: true });
    const assigneeOf = async ({ reference }: { reference: string }) =>
      ((await sue.get(`/tickets/${reference}`)).json() as DeskTicketDetail).assignee;
    expect([await assigneeOf(open), await assigneeOf(closed)]).toEqual([
      null,
      expect.objectContaining({ name: 'Dana' }),
    ]);
  });

  test('always include a supervisor who can sign in', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const change = (id: string, body: object) => sue.post(`/accounts/${id}`, body);
    for (const body of [{ isDisabled: true }, { role: 'agent' }])
      expect((await change(sue.id, body)).json()).toMatchObject({ error: { code: 'LastSupervisor' } });
    // A supervisor who has no password yet does not count.
    const invited = (await sue.post('/accounts', { ...kim, role: 'supervisor' })).json() as DeskNewAccount;
    expect((await change(sue.id, { role: 'agent' })).status).toBe(409);
    await withLink(server).sets(tokenIn(invited.link));
    expect((await change(sue.id, { name: 'Susan', role: 'agent' })).json()).toMatchObject({
      name: 'Susan',
      role: 'agent',
    });
    expect((await sue.get('/me')).status).toBe(401);
  });

  test('can be seen and changed only by supervisors, from the desk’s own page', async () => {
    const server = await openServerOn(engine);
    const dana = await server.agent('Dana');
    const sue = await server.agent('Sue', 'supervisor');
    for (const path of ['/accounts', '/team', '/audit']) expect((await dana.get(path)).status).toBe(403);
    for (const path of ['/accounts', `/accounts/${sue.id}`, `/accounts/${sue.id}/password-link`])
      expect((await dana.post(path, kim)).status).toBe(403);
    const elsewhere = await sue.post('/accounts', kim, { 'sec-fetch-site': 'cross-site' });
    expect(elsewhere.status).toBe(403);
    expect((await sue.post('/accounts', { ...kim, role: 'king' })).status).toBe(400);
    expect((await sue.post('/accounts', { ...kim, email: 'dana@example.com' })).status).toBe(409);
    expect((await sue.post('/accounts/nobody', { name: 'Nobody' })).status).toBe(404);
    expect((await sue.get('/accounts')).json()).toMatchObject([{ name: 'Dana' }, { name: 'Sue' }]);
  });

  test('have every change in the audit log, which can be shown for one person', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const { account } = (await sue.post('/accounts', kim)).json() as DeskNewAccount;
    for (const body of [
      { name: 'Kim Lee' },
      { role: 'supervisor' },
      { isDisabled: true },
      { isDisabled: false },
    ])
      await sue.post(`/accounts/${account.id}`, body);
    await sue.post(`/accounts/${account.id}/password-link`);
    await server.agent('Dana');
    const page = async (query = '') => (await sue.get(`/audit${query}`)).json() as DeskAuditPage;
    const { entries, actors } = await page('?actor=Sue');
    expect(actors).toEqual(['Dana', 'Sue']);
    expect(entries.map(({ action, detail }) => `${action}: ${detail}`).toSorted()).toEqual([
      'added an account: agent',
      'changed a role: supervisor',
      'disabled an account: null',
      'enabled an account: null',
      'renamed an account: Kim Lee',
      'reset a password: null',
      'signed in: null',
    ]);
    await server.withStore(async ({ audit }) => {
      for (let times = 0; times < 50; times += 1)
        await audit.note({ at: new Date(times), actor: 'Old', action: 'claimed', target: `R-${times}` });
    });
    const first = await page();
    const second = await page(`?after=${encodeURIComponent(first.next ?? '')}`);
    expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 8, null]);
    expect(second.entries.at(-1)).toMatchObject({ target: 'R-0' });
  });
});
