import { expect, it } from 'vitest';
import type { DeskCustomer } from '#desk/customer/wire.ts';
import { call } from '../channels/directline/harness.ts';
import { send } from '../support/http.ts';
import { looksOften } from '../support/running-app.ts';
import { createTestClock } from '../support/test-clock.ts';
import { onServers, type RunningServer } from './open-server.ts';

type Agent = Awaited<ReturnType<RunningServer['agent']>>;
type Customer = Awaited<ReturnType<RunningServer['customer']>>;

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0';

const visits = (server: RunningServer, customer: Customer, body: object, headers: object = {}) =>
  send(`${server.url}/v3/directline/conversations/${customer.conversationId}/visit`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${customer.token}`,
      'content-type': 'application/json',
      'user-agent': FIREFOX,
      'accept-language': 'de-AT,de;q=0.9,en;q=0.8',
      ...headers,
    },
    body,
  });

const known = async (agent: Agent, { conversationId }: Customer): Promise<DeskCustomer> =>
  (await agent.get(`/customer?id=${conversationId}`)).json() as DeskCustomer;

onServers('what agents see about a customer', (openServer) => {
  it('includes their page, where they came from, browser and language, but nothing private', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    const page = 'https://me:secret@www.example.com/routers/esr900?email=me@example.com#token';
    await visits(server, customer, { page, referrer: 'https://search.example/find?q=my+secret' });
    expect(await known(dana, customer)).toMatchObject({
      page: 'https://www.example.com/routers/esr900',
      referrer: 'https://search.example/find',
      browser: 'Firefox on Windows',
      language: 'de-AT',
    });
    // The next page of the site: they still came from the search.
    await visits(server, customer, {
      page: 'https://www.example.com/support',
      referrer: 'https://www.example.com/routers/esr900',
    });
    const later = await known(dana, customer);
    expect(later).toMatchObject({
      page: 'https://www.example.com/support',
      referrer: 'https://search.example/find',
    });
    expect(JSON.stringify(later)).not.toContain('secret');
  });

  it('includes nothing that a client makes up', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    const odd = [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'not an address',
      `https://x.example/${'a'.repeat(400)}`,
    ];
    for (const page of odd) {
      const headers = { 'user-agent': `<script>${'x'.repeat(3000)}`, 'accept-language': '<b>' };
      expect((await visits(server, customer, { page, referrer: 7 }, headers)).status).toBe(200);
    }
    expect(await known(dana, customer)).toMatchObject({
      page: null,
      referrer: null,
      browser: null,
      language: null,
    });
    const stranger = await server.customer();
    const headers = { authorization: `Bearer ${stranger.token}` };
    expect((await visits(server, customer, { page: 'https://x.example/' }, headers)).status).toBe(403);
  });

  it('includes whether they are there, up to the moment they leave', async () => {
    const clock = createTestClock();
    const server = await openServer({}, { clock: clock.now, ...looksOften });
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    const isPresent = async () => (await dana.queue(1))[0]?.isPresent;
    await expect.poll(isPresent).toBe(true);
    expect(await known(dana, customer)).toMatchObject({ isPresent: true });
    customer.stream.socket.close();
    await customer.stream.closed;
    clock.pass({ minutes: 0.5 });
    await expect.poll(isPresent).toBe(false);
    // A customer whose network blocks sockets counts as present, too.
    await customer.poll();
    await expect.poll(isPresent).toBe(true);
  });

  it('includes earlier chats with ratings, tickets, devices and tags', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    await customer.asks('I want to talk to a human', 'Your reference is');
    const reference = String(customer.handoffStatus()?.['reference']);
    await dana.post(`/chats/${reference}/claim`);
    await dana.post(`/chats/${reference}/tag`, { tags: ['router'] });
    await dana.post(`/chats/${reference}/close`, { outcome: 'solved' });
    await customer.sees('has ended the chat');
    await customer.sendsEvent('handoff.rating', { reference, stars: 2, comment: 'Too slow' });
    await expect.poll(async () => (await server.storedChat(reference))?.stars).toBe(2);
    expect(await known(dana, customer)).toMatchObject({
      isPresent: null,
      userId: customer.userId,
      channel: 'directline',
      devices: [{ model: 'ESR900' }],
      tags: ['router'],
      chats: [
        { reference, state: 'closed', agent: 'Dana', outcome: 'solved', stars: 2, comment: 'Too slow' },
      ],
      conversations: [{ id: customer.conversationId }],
    });
  });

  it('is exported and erased with the customer', async () => {
    const server = await openServer();
    const customer = await server.customer();
    await visits(server, customer, { page: 'https://www.example.com/routers' });
    await server.withStore(async (store) => {
      await store.customerPresences.note([customer.conversationId], new Date());
      expect(await store.exportConversation(customer.conversationId)).toMatchObject({
        visit: { page: 'https://www.example.com/routers', browser: 'Firefox on Windows' },
      });
      await store.eraseUser(customer.userId);
      for (const table of ['visits', 'customer_presence'] as const)
        expect(await store.engine.db.selectFrom(table).selectAll().execute()).toEqual([]);
    });
    const { status } = await call(server.url, 'GET', `/conversations/${customer.conversationId}/activities`, {
      token: customer.token,
    });
    expect(status).toBe(404);
  });
});
