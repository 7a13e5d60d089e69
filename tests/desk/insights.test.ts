import { expect, it } from 'vitest';
import type { InsightConversations, Insights } from '#insights/wire.ts';
import { insightConversations, insights } from '#insights/wire.ts';
import { scrape } from '../metrics/scrape.ts';
import { newFact, talk } from '../insights/new-fact.ts';
import { createTestClock } from '../support/test-clock.ts';
import { onServers, onShortServers, type RunningServer } from './open-server.ts';

type Agent = Awaited<ReturnType<RunningServer['agent']>>;

const look = async (agent: Agent, query = ''): Promise<Insights> =>
  insights.parse((await agent.get(`/insights${query}`)).json());

const behind = async (agent: Agent, query: string): Promise<InsightConversations> =>
  insightConversations.parse((await agent.get(`/insights/conversations?${query}`)).json());

onServers('the insights', (openServer) => {
  it('show what was asked today, with the conversations behind each figure', async () => {
    const server = await openServer({ OPENING_TIME_ZONE: 'Europe/Berlin' });
    const eve = await server.agent('Eve', 'editor');
    const customer = await server.customer();
    await customer.asks('Is my EAP600 patched against KRACK?', 'EAP600');
    await customer.asks('Thanks', 'Good to hear');
    const other = await server.customer();
    await other.asks('qwertz uiopü asdf', 'know');

    const shown = await look(eve);
    expect(shown.period).toMatchObject({ timeZone: 'Europe/Berlin', channel: null });
    expect(shown.days).toHaveLength(30);
    expect(shown.figures).toMatchObject({
      conversations: 2,
      questions: 2,
      outcomes: { answered: 1, unknown: 1, smallTalk: 1 },
      resolutions: { confirmed: 1, assumed: 0, unresolved: 1, abandoned: 0 },
    });
    expect(shown.days.at(-1)).toMatchObject({ questions: 2 });
    expect(shown.before.figures).toMatchObject({ conversations: 0, questions: 0 });
    expect(shown.hours.flat().reduce((sum, count) => sum + count)).toBe(3);
    expect(shown.topAnswers).toMatchObject([{ id: 'patch.status', given: 1 }]);
    expect(shown.models).toEqual([{ name: 'EAP600', count: 1 }]);
    expect(shown.channels).toMatchObject([{ key: 'directline', conversations: 2 }]);

    const ids = ({ conversations }: InsightConversations) =>
      conversations.map(({ conversationId }) => conversationId);
    expect(ids(await behind(eve, 'of=all')).toSorted()).toEqual(
      [other.conversationId, customer.conversationId].toSorted(),
    );
    const [unknown] = (await behind(eve, 'of=outcome&key=unknown')).conversations;
    expect(unknown).toMatchObject({
      conversationId: other.conversationId,
      question: 'qwertz uiopü asdf',
      resolution: 'unresolved',
    });
    for (const query of ['of=resolution&key=confirmed', 'of=answer&key=patch.status', 'of=model&key=EAP600'])
      expect(ids(await behind(eve, query))).toEqual([customer.conversationId]);
    expect(ids(await behind(eve, 'of=model&key=EAP60'))).toEqual([]);
  });

  it('count chats with their waits, agents and ratings', async () => {
    const server = await openServer();
    const sue = await server.agent('Sue', 'supervisor');
    const customer = await server.waitingCustomer();
    await sue.post(`/chats/${customer.reference}/claim`);
    await sue.post(`/chats/${customer.reference}/close`, { outcome: 'solved' });
    expect((await behind(sue, 'of=stars')).conversations).toEqual([]);
    await customer.sendsEvent('handoff.rating', {
      reference: customer.reference,
      stars: 4,
      comment: 'Quick and kind',
    });
    await expect.poll(async () => (await look(sue)).figures.ratings.stars).toEqual([0, 0, 0, 1, 0]);
    const shown = await look(sue);
    expect(shown.figures.handoff).toMatchObject({ requested: 1, claimed: 1, missed: 0, waitP50: 0 });
    expect(shown.figures).toMatchObject({ personAsked: 1, resolutions: { unresolved: 1 } });
    expect(shown.agents).toMatchObject([{ name: 'Sue', chats: 1, solved: 1, stars: 4 }]);
    expect(shown.comments).toMatchObject([{ stars: 4, comment: 'Quick and kind', agentName: 'Sue' }]);
    for (const query of ['of=person-asked', 'of=stars', 'of=stars&key=4', `of=agent&key=${sue.id}`])
      expect((await behind(sue, query)).conversations).toMatchObject([
        { conversationId: customer.conversationId, isPersonAsked: true },
      ]);
    expect((await behind(sue, 'of=missed')).conversations).toEqual([]);
  });

  it('can be limited to one channel and one language', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const customer = await server.customer();
    await customer.asks('What is KRACK?', 'KRACK');
    expect((await look(eve, '?channel=directline')).figures.questions).toBe(1);
    expect((await look(eve, '?channel=msteams')).figures.questions).toBe(0);
    expect((await look(eve, '?locale=xx')).figures.questions).toBe(0);
  });

  it('use the language of the first message for a whole conversation, even in lists and exports', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const at = Date.parse((await look(eve)).period.to);
    await server.withStore(async (store) => {
      await talk(store, 'c1', [newFact({ at, locale: 'de-DE' }), newFact({ at, locale: 'en-US' })]);
      await talk(store, 'c2', [newFact({ at, locale: 'zz-ZZ' })]);
      await talk(store, 'c3', [newFact({ at, locale: null }), newFact({ at, locale: 'de' })]);
    });
    const byLanguage = async (locale: string) => {
      const { figures } = await look(eve, `?locale=${locale}`);
      const { conversations } = await behind(eve, `of=outcome&key=answered&locale=${locale}`);
      const rows = (
        await eve.get(`/insights/export?rows=questions&format=json&locale=${locale}`)
      ).json() as unknown[];
      const ids = conversations.map(({ conversationId }) => conversationId).toSorted();
      return { ids, questions: figures.questions, exported: rows.length };
    };
    expect(await byLanguage('de')).toEqual({ ids: ['c1'], questions: 2, exported: 2 });
    expect(await byLanguage('en')).toEqual({ ids: [], questions: 0, exported: 0 });
    expect(await byLanguage('zz')).toEqual({ ids: [], questions: 0, exported: 0 });
    expect(await byLanguage('')).toEqual({ ids: ['c2', 'c3'], questions: 3, exported: 3 });
    expect((await look(eve)).locales.map(({ key }) => key).toSorted()).toEqual(['', 'de']);
  });

  it('are right for a day on which nothing happened', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const shown = await look(eve, '?from=2020-01-01&to=2020-01-01');
    expect(shown.days).toMatchObject([{ day: '2020-01-01', conversations: 0, waitP50: null }]);
    expect(shown.before).toMatchObject({ from: '2019-12-31', to: '2019-12-31' });
    expect(shown.figures.ratings.average).toBeNull();
  });

  it('are refused to agents, and for invalid periods', async () => {
    const server = await openServer();
    const [dana, eve] = [await server.agent('Dana'), await server.agent('Eve', 'editor')];
    expect((await dana.get('/insights')).status).toBe(403);
    for (const query of ['from=2026-02-31', 'from=2026-03-02&to=2026-03-01', 'from=1999-01-01&to=2026-01-01'])
      expect((await eve.get(`/insights?${query}`)).status).toBe(400);
    expect((await eve.get('/insights/conversations?of=anything')).status).toBe(400);
  });
});

onShortServers('the wait for a person', (openServer) => {
  async function openQueue() {
    const clock = createTestClock();
    const server = await openServer({}, { clock: clock.now });
    const [dana, sue] = [await server.agent('Dana'), await server.agent('Sue', 'supervisor')];
    const customer = await server.waitingCustomer();
    const act = (agent: Agent, action: string, body: object = {}) =>
      agent.post(`/chats/${customer.reference}/${action}`, body);
    const pass = async (seconds: number) => {
      clock.pass({ minutes: seconds / 60 });
      for (const agent of [dana, sue]) await agent.post('/presence');
    };
    const figures = async () => {
      const { waitP50, handlingP50 } = (await look(sue)).figures.handoff;
      const team = (await sue.get('/team?since=2024-05-06T00:00:00Z')).json();
      const measured = (await scrape(server.url)).value('support_bot_chat_recent_wait_seconds', {
        quantile: '0.5',
      });
      return { waitP50, handlingP50, team, measured };
    };
    return { pass, customer, dana, sue, act, figures };
  }

  it('ends when the chat is claimed, even if somebody takes it over later', async () => {
    const { pass, dana, sue, act, figures } = await openQueue();
    await pass(10);
    expect((await act(dana, 'claim')).status).toBe(200);
    await pass(40);
    expect((await act(sue, 'claim', { takeOver: true })).status).toBe(200);
    await pass(30);
    expect((await act(sue, 'close', { outcome: 'solved' })).status).toBe(200);
    expect(await figures()).toMatchObject({
      waitP50: 10,
      handlingP50: 70,
      team: { medianWaitSeconds: 10, claimedToday: 1 },
      measured: 10,
    });
  });

  it('is not known while the chat is back in the queue, and begins anew there', async () => {
    const { pass, customer, dana, act, figures } = await openQueue();
    await pass(10);
    await act(dana, 'claim');
    await pass(40);
    expect((await act(dana, 'transfer', { target: { to: 'queue' } })).status).toBe(200);
    await customer.sees('Dana is asking a colleague');
    expect(await figures()).toMatchObject({
      waitP50: null,
      team: { medianWaitSeconds: null, claimedToday: 0, waiting: 1 },
    });
    await pass(30);
    await act(dana, 'claim');
    expect(await figures()).toMatchObject({ waitP50: 30, team: { medianWaitSeconds: 30 }, measured: 30 });
  });
});

onServers('a period of the insights', (openServer) => {
  it.each(['9999-12-31', '9999-01-01', '1999-12-31'])('cannot end in the year of %s', async (to) => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    for (const path of ['', '/conversations', '/export']) {
      const refused = await eve.get(`/insights${path}?from=${to}&to=${to}`);
      expect(refused.status).toBe(400);
      expect(refused.text).toMatch(/Ask for days from 2000 to 2\d{3}\./);
    }
  });

  it('can end next year, and counts each of its days once', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const year = Number((await look(eve)).period.to.slice(0, 4));
    const shown = await look(eve, `?from=${year}-01-01&to=${year + 1}-12-31`);
    const days = shown.days.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].toSorted());
    expect([days[0], days.at(-1)]).toEqual([`${year}-01-01`, `${year + 1}-12-31`]);
    expect(shown.before.to).toBe(`${year - 1}-12-31`);
  });
});

onServers('an export of the insights', (openServer) => {
  it('has a row for each question, and no cell that a spreadsheet would run as a formula', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const customer = await server.customer();
    await customer.asks('=HYPERLINK("http://evil.example") qwertz', 'know');
    await customer.asks('Hello', 'Hello');
    const { status, headers, text } = await eve.get('/insights/export?rows=questions');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="questions-[\d-]+\.csv"$/);
    const lines = text.trim().split('\r\n');
    expect(lines[0]).toContain('"conversationId","activityId","channel"');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"") qwertz"`);
  });

  it('has a row for each conversation, also as JSON', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const customer = await server.customer();
    await customer.asks('What is KRACK?', 'KRACK');
    const rows = (await eve.get('/insights/export?rows=conversations&format=json')).json();
    expect(rows).toMatchObject([
      { conversationId: customer.conversationId, questions: 1, resolution: 'assumed' },
    ]);
    expect((await eve.get('/insights/export?format=json&to=2020-01-01')).json()).toEqual([]);
    expect((await eve.get('/insights/export?from=nonsense')).status).toBe(400);
    const dana = await server.agent('Dana');
    expect((await dana.get('/insights/export')).status).toBe(403);
  });
});
