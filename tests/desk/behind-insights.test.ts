import { expect, it } from 'vitest';
import { insightConversations } from '#insights/wire.ts';
import type { Store } from '#store/store.ts';
import { newChat } from '../handoff/chats.ts';
import { HOUR, newFact, talk } from '../insights/new-fact.ts';
import { onShortServers, type RunningServer } from './open-server.ts';

const AT = Date.parse('2024-05-06T08:00:00Z');
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `c${String(at).padStart(2, '0')}`);

/** The pages of a list, by the ids of their conversations. */
async function pagesOf(eve: Awaited<ReturnType<RunningServer['agent']>>, query: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after = ''; ;) {
    const answer = await eve.get(`/insights/conversations?${query}${after}`);
    const { conversations, next } = insightConversations.parse(answer.json());
    pages.push(conversations.map(({ conversationId }) => conversationId));
    if (next === null) return pages;
    after = `&after=${encodeURIComponent(next)}`;
  }
}

/** A chat that nobody claimed. */
async function missChat({ chats }: Store, conversationId: string, at: number): Promise<void> {
  const reference = `${conversationId}-${at}`;
  await chats.open({ ...newChat(), reference, conversationId, requestedAt: new Date(at) });
  await chats.change(reference, {
    decide: () => ({ patch: { state: 'closed', end: 'customer', closedAt: new Date(at) } }),
  });
}

onShortServers('the conversations behind a figure', (openServer) => {
  it('are all listed once, even if many began in the same millisecond', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const ids = numbered(65);
    await server.withStore(async (store) => {
      for (const id of ids) {
        await talk(store, id, [newFact({ at: AT })]);
        await missChat(store, id, AT);
      }
      await store.insightCounts.update();
    });
    for (const query of ['of=all', 'of=outcome&key=answered', 'of=missed']) {
      const pages = await pagesOf(eve, query);
      expect(pages.map((page) => page.length)).toEqual([30, 30, 5]);
      expect(pages.flat()).toEqual(ids);
    }
  });

  it('are listed at their newest chat only, and go on behind a conversation without a question', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    const ids = numbered(40);
    await server.withStore(async (store) => {
      for (const [hours, id] of ids.entries()) {
        await talk(store, id, id === 'c05' ? [] : [newFact({ at: AT })]);
        if (id === 'c00') await missChat(store, id, AT - 100 * HOUR);
        await missChat(store, id, AT - hours * HOUR);
      }
      await store.insightCounts.update();
    });
    const pages = await pagesOf(eve, 'of=missed');
    expect(pages.flat()).toEqual(ids.filter((id) => id !== 'c05'));
  });

  it('are refused after something that is no place in the list', async () => {
    const server = await openServer();
    const eve = await server.agent('Eve', 'editor');
    for (const after of ['nowhere', '.c01', '12.'])
      expect((await eve.get(`/insights/conversations?after=${after}`)).status).toBe(400);
  });
});

onShortServers('where the clocks change', (openServer) => {
  const listed = async (zone: string, times: Record<string, string>, query: string) => {
    const server = await openServer({ OPENING_TIME_ZONE: zone });
    const eve = await server.agent('Eve', 'editor');
    await server.withStore(async (store) => {
      for (const [id, at] of Object.entries(times)) await talk(store, id, [newFact({ at: Date.parse(at) })]);
    });
    return (await pagesOf(eve, query)).flat();
  };

  it('in the night, the hour that occurs twice is listed whole', async () => {
    const times = {
      before: '2023-10-29T01:59:59+02:00',
      first: '2023-10-29T02:30:00+02:00',
      second: '2023-10-29T02:30:00+01:00',
      after: '2023-10-29T03:00:00+01:00',
    };
    const query = 'of=hour&key=7-02&from=2023-10-29&to=2023-10-29';
    expect(await listed('Europe/Berlin', times, query)).toEqual(['second', 'first']);
  });

  it('at midnight, a day without its first hour ends at the next midnight', async () => {
    const times = {
      before: '2024-04-25T23:59:59+02:00',
      first: '2024-04-26T01:00:00+03:00',
      last: '2024-04-26T23:59:59+03:00',
      after: '2024-04-27T00:30:00+03:00',
    };
    const query = 'of=all&from=2024-04-26&to=2024-04-26';
    expect(await listed('Africa/Cairo', times, query)).toEqual(['last', 'first']);
  });

  it('at midnight, a day with two first hours begins with the first of them', async () => {
    const times = {
      before: '2023-10-28T23:59:59+00:00',
      first: '2023-10-29T00:30:00+00:00',
      second: '2023-10-29T00:30:00-01:00',
    };
    const zone = 'Atlantic/Azores';
    expect(await listed(zone, times, 'of=all&from=2023-10-29&to=2023-10-29')).toEqual(['second', 'first']);
  });
});
