import { describe, expect, it } from 'vitest';
import { withStore } from '#cli/with-store.ts';
import type { DeskAgent, DeskUpdates } from '#desk/wire.ts';
import { send } from '../support/http.ts';
import { openServer } from './open-server.ts';

const textsOf = ({ chats }: DeskUpdates): unknown[] =>
  chats.flatMap(({ activities }) =>
    (activities as { type: string; text?: string }[])
      .filter(({ type }) => type === 'message')
      .map(({ text }) => text),
  );

describe('a desk without WebSockets', () => {
  async function open() {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const poll = async (query = '') => (await dana.get(`/updates?${query}`)).json() as DeskUpdates;
    return { server, dana, poll };
  }

  it('gets the whole state first, and again only when it has changed', async () => {
    const { server, dana, poll } = await open();
    const first = await poll();
    expect(first.state).toEqual(await dana.state());
    expect(await poll(`cursor=${first.cursor}`)).toEqual({ cursor: first.cursor, state: null, chats: [] });

    const { reference } = await server.waitingCustomer();
    const second = await poll(`cursor=${first.cursor}`);
    expect(second.state?.waiting).toMatchObject([{ reference }]);
    expect(second.cursor).not.toBe(first.cursor);
  });

  it('follows chats: each poll continues where the last one ended', async () => {
    const { server, dana, poll } = await open();
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    await customer.sees('You are talking to **Dana** now');
    const first = await poll(`chat=${customer.reference}@0`);
    expect(textsOf(first)).toContain('I want to talk to a human');

    await customer.say('It still drops out');
    const second = await poll(`chat=${customer.reference}@${first.chats[0]?.watermark}`);
    expect(textsOf(second)).toEqual(['It still drops out']);
    const third = await poll(`chat=${customer.reference}@${second.chats[0]?.watermark}`);
    expect(third.chats).toMatchObject([{ activities: [], watermark: second.chats[0]?.watermark }]);
  });

  it('gets a long transcript in pages, each of which says whether there is more', async () => {
    const { server, poll } = await open();
    const customer = await server.waitingCustomer();
    for (let n = 0; n < 101; n += 1) await customer.say(`line ${n}`);
    const texts: unknown[] = [];
    let watermark = '0';
    for (let isMore = true; isMore;) {
      const page = await poll(`chat=${customer.reference}@${watermark}`);
      texts.push(...textsOf(page));
      ({ watermark = '0', isMore = false } = page.chats[0] ?? {});
    }
    expect(texts.filter((text) => String(text).startsWith('line '))).toHaveLength(101);
  });

  it('counts its agent as present', async () => {
    const { server, dana, poll } = await open();
    const { id } = (await dana.get('/me')).json() as DeskAgent;
    const place = { dataDir: server.dataDir, logLevel: 'silent', databaseUrl: undefined } as const;
    await withStore(place, ({ presences }) => presences.leave(id));
    expect((await dana.state()).agents).toEqual([]);
    expect((await poll()).state?.agents).toMatchObject([{ name: 'Dana' }]);
  });

  it('gets nothing for a chat that does not exist, and an error for a malformed one', async () => {
    const { dana, poll } = await open();
    expect((await poll('chat=nothing@0')).chats).toEqual([]);
    for (const query of ['chat=nothing', 'chat=@', 'chat=a@b', `cursor=${'x'.repeat(101)}`])
      expect((await dana.get(`/updates?${query}`)).status, query).toBe(400);
  });

  it('must be signed in', async () => {
    const { server } = await open();
    const answer = await send(`${server.url}/desk/api/updates`);
    expect(answer.json()).toMatchObject({ error: { code: 'NotSignedIn' } });
  });
});
