import { expect, test } from 'vitest';
import { newChat } from '../handoff/chats.ts';
import { newTicket } from '../handoff/tickets.ts';
import { onEngines } from './engines.ts';

const ODD = 'a\0b\ud83dc';
const REPAIRED = 'ab\ufffdc';

onEngines('text that not every database accepts', (engine) => {
  test('is cleaned in the same way on both engines, wherever it comes from', async () => {
    const store = await engine.open(await engine.freshConfig());
    const now = new Date('2026-03-02T09:00:00Z');
    const { id } = await store.conversations.promise({ userId: 'dl_a', userName: ODD });
    expect(await store.conversations.find(id)).toMatchObject({ userName: REPAIRED });

    await store.tickets.open('key', { ...newTicket(), text: ODD, name: ODD }, []);
    expect(await store.tickets.find('AAAA-1111')).toMatchObject({ text: REPAIRED, name: REPAIRED });

    await store.chats.open({ ...newChat(), name: ODD });
    await store.chats.addNote('CHAT-0001', { id: 'note', agentName: ODD, text: ODD, at: now });
    expect(await store.chats.notes('CHAT-0001')).toMatchObject([{ agentName: REPAIRED, text: REPAIRED }]);

    const account = { name: ODD, email: 'a@example.com', role: 'agent' as const, passwordHash: '' };
    expect(await store.agents.add(account, now)).toMatchObject({ name: REPAIRED });
    await store.audit.note({ at: now, actor: ODD, action: 'tried', target: ODD });
    expect(await store.audit.page({ most: 1 })).toMatchObject([{ actor: REPAIRED, target: REPAIRED }]);
  });
});
