import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { SearchResults } from '#desk/search/wire.ts';
import { removeOld } from '#store/retention.ts';
import { type RunningServer, onServers, openServer as openSqliteServer } from './open-server.ts';

type Agent = Awaited<ReturnType<RunningServer['agent']>>;

const indexed = (server: RunningServer): Promise<void> =>
  server.withStore(async ({ searchIndex }) => void (await searchIndex.update()));

const search = async (agent: Agent, q: string, before = ''): Promise<SearchResults> => {
  const query = new URLSearchParams({ q, ...(before === '' ? {} : { before }) });
  const answer = await agent.get(`/search?${query.toString()}`);
  expect(answer.status, q).toBe(200);
  return answer.json() as SearchResults;
};
const textOf = ({ snippet }: SearchResults['results'][number]): string =>
  snippet.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

/** Adds a conversation with each of these texts. */
const fill = (server: RunningServer, texts: readonly string[]): Promise<void> =>
  server.withStore(async (store) => {
    for (const [number, text] of texts.entries()) {
      const id = `said-${number}`;
      await store.conversations.start({ id, userId: `dl_${number}` }, () => ({ type: 'event' }));
      const from = { id: `dl_${number}`, role: 'user' };
      await store.transcript.append(id, [{ type: 'message', text, from, textFormat: 'plain' }]);
    }
    await store.searchIndex.update();
  });

onServers('the search', (openServer) => {
  it('finds what customers, the bot and agents said, with who said it', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const alone = await server.customer();
    await alone.asks('is the ESR900 patched?', 'ESR900:');
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    await customer.sees('You are talking to');
    await dana.says(customer.reference, 'Please try the zebra firmware first.');
    await customer.sees('zebra');
    await indexed(server);

    const [found] = (await search(dana, 'zebra')).results;
    expect(found).toMatchObject({
      id: customer.conversationId,
      channel: 'directline',
      chat: { reference: customer.reference, state: 'connected' },
      speaker: 'agent',
      agent: 'Dana',
    });
    expect(found && textOf(found)).toBe('Please try the [zebra] firmware first.');
    const { results } = await search(dana, 'esr900');
    expect(results).toMatchObject([{ id: alone.conversationId, chat: null, agent: null }]);
    expect((await search(dana, customer.reference)).results).toMatchObject([{ id: customer.conversationId }]);
  });

  it('finds words by their beginning, phrases in quotation marks, and words without their accents', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await fill(server, [
      'The cameras were patched yesterday',
      'Die Übertragung bricht ständig ab',
      '我的网络很慢',
      'yesterday were cameras patched',
    ]);
    const ids = async (q: string) => (await search(dana, q)).results.map(({ id }) => id).toSorted();
    expect(await ids('camera patch')).toEqual(['said-0', 'said-3']);
    expect(await ids('"cameras were patched"')).toEqual(['said-0']);
    expect(await ids('“cameras were patched”')).toEqual(['said-0']);
    expect(await ids('ubertragung STANDIG')).toEqual(['said-1']);
    expect(await ids('Übertr')).toEqual(['said-1']);
    expect(await ids('网络')).toEqual(['said-2']);
    expect(await ids('络网')).toEqual([]);
    expect(await ids('cameras bricht')).toEqual([]);
  });

  it('accepts any syntax without an error', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await fill(server, ["it's a test: NOT near(this) OR that* \\ & | ! <-> 'quoted'"]);
    const odd = [
      '"',
      '""',
      '*',
      "'",
      "it's",
      'a AND',
      'NOT',
      'OR OR',
      'NEAR(a b',
      '(',
      ')',
      '^a',
      'words:a',
      '{a}:b',
    ];
    const odder = [
      'a:*',
      "':*",
      '&',
      '|',
      '!',
      '<->',
      '\\',
      '\u0000',
      '\uD800',
      '👍🏽',
      'é́́',
      'a'.repeat(300),
      ' ',
    ];
    for (const q of [...odd, ...odder, "'; drop table chats; --"]) await search(dana, q);
    expect((await search(dana, "it's")).results).toHaveLength(1);
    expect((await search(dana, 'near(this)')).results).toHaveLength(1);
    expect((await dana.get(`/search?q=${'a'.repeat(301)}`)).json()).toMatchObject({
      error: { message: 'Search for fewer words.' },
    });
  });

  it('returns the newest first, in pages', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await fill(
      server,
      Array.from({ length: 45 }, (_, number) => `zebra number ${number}`),
    );
    const seen: string[] = [];
    let page = await search(dana, 'zebra');
    expect(page.results).toHaveLength(20);
    seen.push(...page.results.map(({ id }) => id));
    while (page.next !== null) {
      page = await search(dana, 'zebra', page.next);
      seen.push(...page.results.map(({ id }) => id));
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
  });

  it('finds messages added to a conversation that was already indexed, and returns the conversation once', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await fill(server, ['a zebra']);
    await server.withStore(async (store) => {
      for (let number = 0; number < 130; number += 1)
        await store.transcript.append('said-0', [
          { type: 'message', text: `zebra ${number}, okapi${number}` },
        ]);
      await store.searchIndex.update();
      await store.transcript.append('said-0', [{ type: 'message', text: 'and a giraffe' }]);
      expect(await store.searchIndex.update()).toBe(1);
      expect(await store.searchIndex.update()).toBe(0);
    });
    for (const q of ['giraffe', 'okapi0', 'okapi77', 'okapi129', 'zebra'])
      expect((await search(dana, q)).results, q).toMatchObject([{ id: 'said-0' }]);
  });

  it('finds nothing from a person who was erased, or from conversations deleted because of their age', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await fill(server, ['a zebra', 'another zebra']);
    await server.withStore(async (store) => {
      await store.eraseUser('dl_0');
      await store.searchIndex.update();
    });
    expect((await search(dana, 'zebra')).results).toMatchObject([{ id: 'said-1' }]);
    await server.withStore(async ({ engine }) => {
      await removeOld(engine, 1, Date.now() + 2 * 86_400_000);
      for (const table of ['search_passages', 'search_progress'] as const)
        expect(await engine.db.selectFrom(table).selectAll().execute()).toEqual([]);
    });
    expect((await search(dana, 'zebra')).results).toEqual([]);
  });
});

describe('the index of the search on SQLite', () => {
  it('contains no word of a person who was erased', async () => {
    const server = await openSqliteServer();
    await fill(server, ['my okapi', 'a zebra']);
    await server.withStore(async (store) => {
      await store.eraseUser('dl_0');
      await sql`create virtual table temp.vocabulary using fts5vocab (main, search_words, row)`.execute(
        store.engine.db,
      );
      const { rows } = await sql<{ term: string }>`select term from temp.vocabulary`.execute(store.engine.db);
      expect(rows.map(({ term }) => term)).toEqual(['a', 'zebra']);
    });
  });
});

describe('a caller who is not signed in', () => {
  it('cannot search anything', async () => {
    const server = await openSqliteServer();
    const answer = await fetch(`${server.url}/desk/api/search?q=zebra`);
    expect(answer.status).toBe(401);
  });
});
