import { expect, it } from 'vitest';
import type { ClosedChatChoices, ClosedChatPage, DeskConversation } from '#desk/closed/wire.ts';
import type { DeskAuditPage } from '#desk/team-wire.ts';
import { openMailServer } from '../support/mail-server.ts';
import { createTestClock } from '../support/test-clock.ts';
import { type RunningServer, onServers } from './open-server.ts';

type Agent = Awaited<ReturnType<RunningServer['agent']>>;

/** A chat that an agent has had and closed. */
async function closedChat(
  server: RunningServer,
  agent: Agent,
  outcome = 'solved',
  words = 'It still drops out',
) {
  const customer = await server.waitingCustomer();
  await agent.post(`/chats/${customer.reference}/claim`);
  await customer.sees('You are talking to');
  await customer.say(words);
  await customer.sees(words);
  await agent.post(`/chats/${customer.reference}/close`, { outcome });
  await customer.sees('has ended the chat');
  return customer;
}

const listed = async (agent: Agent, query = ''): Promise<ClosedChatPage> =>
  (await agent.get(`/closed-chats${query}`)).json() as ClosedChatPage;
const referencesIn = ({ chats }: ClosedChatPage): string[] => chats.map(({ reference }) => reference);

onServers('closed chats', (openServer) => {
  it('are listed with outcome, rating and last words, most recently closed first', async () => {
    const clock = createTestClock();
    const server = await openServer({}, { clock: clock.now });
    const dana = await server.agent('Dana');
    const first = await closedChat(server, dana, 'follow-up');
    clock.pass({ minutes: 1 });
    await dana.post('/presence');
    const second = await closedChat(server, dana);
    clock.pass({ minutes: 1 });
    await second.sendsEvent('handoff.rating', { reference: second.reference, stars: 4, comment: 'Quick!' });
    await expect.poll(async () => (await server.storedChat(second.reference))?.stars).toBe(4);
    const { chats, next } = await listed(dana);
    expect(chats).toMatchObject([
      {
        reference: second.reference,
        state: 'closed',
        agent: { name: 'Dana' },
        outcome: 'solved',
        end: 'agent',
        stars: 4,
        comment: 'Quick!',
        lastWords: 'It still drops out',
      },
      { reference: first.reference, outcome: 'follow-up', stars: null, comment: null },
    ]);
    expect(next).toBeNull();
  });

  it('can be filtered by agent, outcome, stars, tag, model and time', async () => {
    const clock = createTestClock();
    const server = await openServer({}, { clock: clock.now });
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const hers = await closedChat(server, dana, 'unsolved');
    await dana.post(`/chats/${hers.reference}/tag`, { tags: ['router', 'a "quoted" tag'] });
    clock.pass({ minutes: 1 });
    await kim.post('/presence');
    const afterHers = clock.now().toISOString();
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    await customer.asks('I want to talk to a human', 'Your reference is');
    const his = String(customer.handoffStatus()?.['reference']);
    await kim.post(`/chats/${his}/claim`);
    await customer.sendsEvent('handoff.leave', { reference: his });
    await customer.sees('You have ended the chat');
    await customer.sendsEvent('handoff.rating', { reference: his, stars: 2 });
    await expect.poll(async () => (await server.storedChat(his))?.stars).toBe(2);

    const { agents, tags, models } = (await dana.get('/closed-chats/choices')).json() as ClosedChatChoices;
    expect(agents.map(({ name }) => name)).toEqual(['Dana', 'Kim']);
    expect({ tags, models }).toEqual({ tags: ['a "quoted" tag', 'router'], models: ['ESR900'] });
    const only = async (query: Record<string, string>) =>
      referencesIn(await listed(dana, `?${new URLSearchParams(query).toString()}`));
    expect(await only({ agent: String(agents[1]?.id) })).toEqual([his]);
    expect(await only({ outcome: 'unsolved' })).toEqual([hers.reference]);
    expect(await only({ outcome: 'none' })).toEqual([his]);
    expect(await only({ stars: '2' })).toEqual([his]);
    expect(await only({ tag: 'a "quoted" tag' })).toEqual([hers.reference]);
    expect(await only({ tag: 'rout' })).toEqual([]);
    expect(await only({ model: 'ESR900' })).toEqual([his]);
    expect(await only({ from: afterHers })).toEqual([his]);
    expect(await only({ until: afterHers })).toEqual([hers.reference]);
    expect(await only({ stars: '2', outcome: 'solved' })).toEqual([]);
  });

  it('are refused in one sentence for an invalid filter', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    for (const query of ['?stars=6', '?outcome=great', '?from=yesterday', '?after=somewhere'])
      expect(await dana.get(`/closed-chats${query}`)).toMatchObject({ status: 400 });
    expect((await dana.get('/closed-chats?stars=6')).json()).toMatchObject({
      error: { message: '"stars" must be a number from 1 to 5.' },
    });
  });

  it('are an empty list for a filter with a character that no text contains', async () => {
    const server = await openServer();
    const sue = await server.agent('Sue', 'supervisor');
    for (const path of [
      '/closed-chats?tag=a%00b',
      '/audit?actor=a%00b',
      '/customer?chat=a%00b',
      '/conversation?id=a%00b',
      '/updates?chat=a%00b@0',
      '/tickets/a%00b',
    ])
      expect((await sue.get(path)).status, path).toBeLessThan(500);
  });

  it('come in pages, each once, even if many were closed at the same moment', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await closedChat(server, dana);
    await server.withStore(async (store) => {
      const chat = await store.chats.find(customer.reference);
      if (chat === undefined) throw new Error('The chat is not there.');
      for (let number = 0; number < 70; number += 1) {
        const conversationId = `more-${number}`;
        await store.conversations.start({ id: conversationId, userId: 'dl_more' }, () => ({ type: 'event' }));
        await store.chats.open({ ...chat, reference: `MORE-${number}`, conversationId });
        await store.chats.change(`MORE-${number}`, {
          decide: () => ({ patch: { state: 'closed', closedAt: new Date('2024-05-06T09:00:00.000Z') } }),
        });
      }
    });
    const seen: string[] = [];
    let page = await listed(dana);
    seen.push(...referencesIn(page));
    while (page.next !== null) {
      page = await listed(dana, `?after=${encodeURIComponent(page.next)}`);
      seen.push(...referencesIn(page));
    }
    expect(seen).toHaveLength(71);
    expect(new Set(seen).size).toBe(71);
  });
});

onServers('a closed chat', (openServer) => {
  it('can be read in full, with its notes, tags and rating', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await closedChat(server, dana);
    const { reference } = customer;
    await dana.post(`/chats/${reference}/note`, { text: 'Old firmware', clientId: 'a-note-of-mine' });
    await dana.post(`/chats/${reference}/tag`, { tags: ['router'] });
    const read = (await dana.get(`/conversation?chat=${reference}`)).json() as DeskConversation;
    expect(read).toMatchObject({ id: customer.conversationId, channel: 'directline', earlier: null });
    expect(read.chats).toMatchObject([
      { reference, state: 'closed', tags: ['router'], notes: [{ agentName: 'Dana', text: 'Old firmware' }] },
    ]);
    const texts = read.activities.map(({ text }) => text);
    expect(texts).toContain('It still drops out');
    expect((await dana.get(`/conversation?id=${customer.conversationId}`)).json()).toEqual(read);
  });

  it('is reopened by an agent, in the same conversation, and the customer is told', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const { reference, ...customer } = await closedChat(server, dana);
    expect((await kim.post(`/chats/${reference}/reopen`)).json()).toMatchObject({
      state: 'connected',
      agent: { name: 'Kim' },
    });
    await customer.sees('**Kim** is back in this chat');
    expect(customer.handoffStatus()).toEqual({ state: 'connected', reference, agent: { name: 'Kim' } });
    await kim.says(reference, 'One more thing');
    await customer.stream.untilText('One more thing');
    // The bot is silent again.
    await customer.say('is the ESR900 patched?');
    const desk = kim.listens(reference);
    await desk.untilText('is the ESR900 patched?');
    await kim.post(`/chats/${reference}/close`, { outcome: 'solved' });
    await customer.sees('Kim has ended the chat');
    expect(await server.storedChat(reference)).toMatchObject({ state: 'closed', agent: { name: 'Kim' } });
  });

  it('silences the bot when it is reopened after the customer has continued with the bot', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const { reference, ...customer } = await closedChat(server, dana);
    await customer.asks('is the EAP600 patched?', 'EAP600:');
    await customer.asks('does EnShare cost anything?', 'free of charge');
    expect((await dana.post(`/chats/${reference}/reopen`)).status).toBe(200);
    await customer.sees('is back in this chat');
    const before = customer.stream.texts.length;
    await customer.say('is the ESR900 patched?');
    await customer.say('are you there?');
    await dana.says(reference, 'I am.');
    await customer.stream.untilText('I am.');
    expect(customer.stream.texts.slice(before)).toEqual([
      'is the ESR900 patched?',
      'are you there?',
      'I am.',
    ]);
    await customer.say('end chat');
    await customer.sees('You have ended the chat');
  });

  it('is in the audit log when it is reopened, but not if that is refused', async () => {
    const server = await openServer();
    const [sue, kim] = [await server.agent('Sue', 'supervisor'), await server.agent('Kim')];
    const { reference } = await closedChat(server, sue);
    expect((await sue.post(`/chats/${reference}/reopen`)).status).toBe(200);
    expect((await kim.post(`/chats/${reference}/reopen`)).status).toBe(409);
    const { entries } = (await sue.get('/audit')).json() as DeskAuditPage;
    expect(entries.filter(({ action }) => action.startsWith('reopened'))).toMatchObject([
      { actor: 'Sue', action: 'reopened a chat', target: reference },
    ]);
  });

  it('silences the bot when it is reopened, even if a newer chat is closed', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await closedChat(server, dana);
    await customer.asks('I want to talk to a human', 'to come back');
    const second = String(customer.handoffStatus()?.['reference']);
    await dana.post(`/chats/${second}/claim`);
    await dana.post(`/chats/${second}/close`, { outcome: 'solved' });
    expect((await dana.post(`/chats/${customer.reference}/reopen`)).status).toBe(200);
    await customer.sees('is back in this chat');
    await customer.say('is the EAP600 patched?');
    await customer.say('Thanks');
    await dana.says(customer.reference, 'It is.');
    await customer.stream.untilText('It is.');
    expect(customer.stream.texts.slice(-3)).toEqual(['is the EAP600 patched?', 'Thanks', 'It is.']);
  });

  it('is not reopened while the customer is in another chat, or once it is erased', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const customer = await closedChat(server, dana);
    const { reference } = customer;
    await customer.asks('I want to talk to a human', 'to come back');
    expect((await kim.post(`/chats/${reference}/reopen`)).json()).toMatchObject({
      error: { code: 'Open', message: 'The customer is waiting in an open chat; claim that one.' },
    });
    await dana.post(`/chats/${String(customer.handoffStatus()?.['reference'])}/claim`);
    expect((await kim.post(`/chats/${reference}/reopen`)).json()).toMatchObject({
      error: { message: 'The customer is in an open chat with Dana.' },
    });
    await server.withStore(async (store) => void (await store.eraseUser(customer.userId)));
    const erased = await kim.post(`/chats/${reference}/reopen`);
    expect(erased).toMatchObject({ status: 404 });
    expect(erased.json()).toMatchObject({ error: { message: 'This chat no longer exists.' } });
    expect((await kim.get(`/conversation?id=${customer.conversationId}`)).json()).toMatchObject({
      error: { message: 'This conversation no longer exists; it may have been erased.' },
    });
  });

  it('can be saved as text, without notes or markup', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const { reference } = await closedChat(server, dana);
    await dana.post(`/chats/${reference}/note`, { text: 'Do not tell', clientId: 'a-note-of-mine' });
    const { fileName, text } = (await dana.get(`/conversation/text?chat=${reference}`)).json() as {
      fileName: string;
      text: string;
    };
    expect(fileName).toBe(`conversation-${reference}.txt`);
    expect(text).toContain('Customer · Monday, May 6, 2024 at 9:00 AM UTC\nIt still drops out\n');
    expect(text).toContain('You are talking to Dana now.');
    expect(text).not.toMatch(/Do not tell|\*\*/);
  });

  it('is sent by e-mail once, even if the mail server is unreachable at first', async () => {
    const mail = await openMailServer();
    mail.state.refuses = true;
    const clock = createTestClock();
    const server = await openServer(
      { SMTP_URL: mail.url, MAIL_FROM: 'bot@example.com', MAIL_TO: 'support@example.com' },
      { clock: clock.now },
    );
    const dana = await server.agent('Dana', 'supervisor');
    const { conversationId: id, reference } = await closedChat(server, dana);
    const asked = { id, email: 'sam@example.com', clientId: 'mail-it-once' };
    expect((await dana.post('/conversation/mail', { ...asked, email: 'sam' })).json()).toMatchObject({
      error: { message: 'Enter a valid e-mail address.' },
    });
    expect((await dana.post('/conversation/mail', asked)).status).toBe(200);
    const stateOf = async () => {
      let state = {};
      await server.withStore(async ({ engine }) => {
        state = await engine.db
          .selectFrom('transcript_mails')
          .select(['state', 'attempts', 'email'])
          .executeTakeFirstOrThrow();
      });
      return state;
    };
    await expect.poll(stateOf).toMatchObject({ state: 'due', attempts: 1, email: 'sam@example.com' });
    mail.state.refuses = false;
    clock.pass({ minutes: 1 });
    await dana.post('/conversation/mail', asked);
    await expect.poll(stateOf).toEqual({ state: 'sent', attempts: 2, email: '' });
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toContain('To: sam@example.com');
    expect(mail.mails[0]).toContain('It still drops out');
    const audit = (await dana.get('/audit')).text;
    expect(audit.match(/e-mailed the conversation/g)).toHaveLength(1);
    expect(audit).toContain(reference);
    expect(audit).not.toContain('sam@example.com');
  });

  it('cannot be sent if no mail server is set up', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const { conversationId: id, reference } = await closedChat(server, dana);
    expect((await dana.get(`/conversation?chat=${reference}`)).json()).toMatchObject({ canMail: false });
    const asked = { id, email: 'sam@example.com', clientId: 'mail-it-once' };
    expect((await dana.post('/conversation/mail', asked)).json()).toMatchObject({
      error: { code: 'CannotMail' },
    });
  });
});
