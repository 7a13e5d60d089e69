import { expect, test } from 'vitest';
import type { DeskTicketDetail, DeskTicketPage } from '#desk/ticket-wire.ts';
import { onEngines } from '../store/engines.ts';
import { looksOften } from '../support/running-app.ts';
import { openServerOn } from './open-server-on.ts';

const HOUR = 3_600_000;

onEngines('tickets at the desk', (engine) => {
  test('can be assigned to oneself, to a colleague or to nobody, and each agent has a list', async () => {
    const server = await openServerOn(engine);
    const { reference } = await server.leavesMessage();
    const dana = await server.agent('Dana');
    const kim = await server.agent('Kim');
    const assign = (agentId: string | null) => dana.post(`/tickets/${reference}/assign`, { agentId });
    const listed = async (view: string, agent = dana) =>
      ((await agent.get(`/tickets?view=${view}`)).json() as DeskTicketPage).tickets.map((each) => [
        each.reference,
        each.assignee?.name,
      ]);

    expect((await dana.get('/colleagues')).json()).toEqual([
      { id: dana.id, name: 'Dana' },
      { id: kim.id, name: 'Kim' },
    ]);
    expect(await listed('mine')).toEqual([]);
    expect((await assign(dana.id)).json()).toMatchObject({ assignee: { id: dana.id, name: 'Dana' } });
    expect(await listed('mine')).toEqual([[reference, 'Dana']]);
    await assign(kim.id);
    expect(await listed('mine')).toEqual([]);
    expect(await listed('mine', kim)).toEqual([[reference, 'Kim']]);
    expect((await kim.state()).tickets).toMatchObject({ open: 1, assigned: { [kim.id]: 1 } });
    expect((await assign(null)).json()).toMatchObject({ assignee: null });
    expect((await assign('somebody')).status).toBe(409);
    expect(await listed('open')).toEqual([[reference, undefined]]);
    expect((await dana.get('/tickets?view=nonsense')).status).toBe(400);
  });

  test('belong to the agent who replies first, and can be reopened when closed', async () => {
    const server = await openServerOn(engine);
    const { reference, sees } = await server.leavesMessage();
    const dana = await server.agent('Dana');
    const kim = await server.agent('Kim');
    const post = (action: string, body = {}, agent = dana) =>
      agent.post(`/tickets/${reference}/${action}`, body);
    expect((await post('close')).json()).toMatchObject({ state: 'closed' });
    expect((await post('reopen')).json()).toMatchObject({ state: 'open' });

    const reply = { text: 'Please **update** it.', textFormat: 'markdown', clientId: 'reply-of-dana' };
    expect((await post('reply', reply)).json()).toMatchObject({
      state: 'replied',
      assignee: { name: 'Dana' },
    });
    await sees('Please **update** it.');
    await post('reply', { text: 'And restart it.', clientId: 'reply-of-kim' }, kim);
    await post('close');
    expect((await post('reopen')).json()).toMatchObject({ state: 'replied', assignee: { name: 'Dana' } });
  });

  test('have notes that agents see and customers do not', async () => {
    const server = await openServerOn(engine);
    const { reference, sees } = await server.leavesMessage();
    const dana = await server.agent('Dana');
    const note = { text: 'Sounds like the old firmware.', clientId: 'a-note-of-dana' };
    for (let times = 0; times < 2; times += 1)
      expect((await dana.post(`/tickets/${reference}/note`, note)).status).toBe(200);
    await dana.post(`/tickets/${reference}/reply`, { text: 'We are on it.', clientId: 'reply-of-dana' });
    await sees('We are on it.');
    const detail = (await dana.get(`/tickets/${reference}`)).json() as DeskTicketDetail;
    expect(detail.notes).toMatchObject([{ agentName: 'Dana', text: note.text }]);
    expect(JSON.stringify(detail.activities)).not.toContain(note.text);
    expect((await dana.post('/tickets/NONE-0000/note', note)).status).toBe(404);
    expect((await dana.post(`/tickets/${reference}/note`, { ...note, text: ' ' })).status).toBe(400);
  });

  test('can be answered with files, once, however often the reply is sent', async () => {
    const server = await openServerOn(engine);
    const { reference } = await server.leavesMessage();
    const dana = await server.agent('Dana');
    const reply = { text: 'These settings work.', clientId: 'reply-of-dana' };
    for (let times = 0; times < 2; times += 1) {
      const sent = await dana.sends(reference, reply, [new File(['channel 11'], 'settings.txt')], 'tickets');
      expect(sent.status).toBe(200);
    }
    const { activities } = (await dana.get(`/tickets/${reference}`)).json() as {
      activities: { text?: string; attachments?: { name: string; contentUrl: string }[] }[];
    };
    const replies = activities.filter(({ text }) => text === reply.text);
    expect(replies).toHaveLength(1);
    const [file] = replies[0]?.attachments ?? [];
    expect(file?.name).toBe('settings.txt');
    expect(await (await fetch(file?.contentUrl ?? '')).text()).toBe('channel 11');
    const forbidden = [new File(['MZ'], 'run.exe')];
    expect(
      (await dana.sends(reference, { ...reply, clientId: 'another-reply' }, forbidden, 'tickets')).status,
    ).toBe(415);
  });

  test('are listed a page at a time', async () => {
    const server = await openServerOn(engine);
    const dana = await server.agent('Dana');
    const { createdAt, conversationId } = await server.leavesMessage({ reference: 'R-000' });
    await server.withStore(async ({ tickets }) => {
      for (let at = 1; at < 60; at += 1) {
        const reference = `R-${String(at).padStart(3, '0')}`;
        const given = {
          createdAt: new Date(createdAt.getTime() - Math.floor(at / 2) * HOUR),
          conversationId,
        };
        const ticket = { name: 'Sam', text: 'Hi', channelId: 'directline', userId: 'dl_sam', models: [] };
        await tickets.open(reference, { ...ticket, ...given, reference }, []);
      }
    });
    const page = async (after: string) =>
      (await dana.get(`/tickets?after=${encodeURIComponent(after)}`)).json() as DeskTicketPage;
    const first = await page('');
    const second = await page(first.next ?? '');
    expect([first.tickets.length, second.tickets.length, second.next]).toEqual([50, 10, null]);
    const references = [...first.tickets, ...second.tickets].map(({ reference }) => reference);
    expect(new Set(references).size).toBe(60);
    expect((await dana.get('/tickets?after=nonsense')).status).toBe(400);
  });

  test('reach every open desk when they are left and when they change', async () => {
    const server = await openServerOn(engine, {}, looksOften);
    const dana = await server.agent('Dana');
    const desk = dana.watches();
    await desk.until(({ state }) => state?.tickets.open === 0);
    const { reference } = await server.leavesMessage();
    await desk.until(({ state }) => state?.tickets.open === 1);
    const before = desk.state?.tickets.changes ?? 0;
    await dana.post(`/tickets/${reference}/note`, { text: 'Look here', clientId: 'a-note-of-dana' });
    await desk.until(({ state }) => (state?.tickets.changes ?? 0) > before);
    await dana.post(`/tickets/${reference}/assign`, { agentId: dana.id });
    await desk.until(({ state }) => state?.tickets.assigned[dana.id] === 1);
    await dana.post(`/tickets/${reference}/close`);
    await desk.until(({ state }) => state?.tickets.open === 0);
    expect(desk.state?.tickets.assigned).toEqual({});
  });

  test('are exported with their notes, and erased with their customer', async () => {
    const server = await openServerOn(engine);
    const { reference, conversationId, userId } = await server.leavesMessage();
    const dana = await server.agent('Dana');
    await dana.post(`/tickets/${reference}/note`, { text: 'An old customer', clientId: 'a-note-of-dana' });
    await server.withStore(async (store) => {
      expect((await store.exportConversation(conversationId))?.tickets).toMatchObject([
        { reference, state: 'open', notes: [{ agentName: 'Dana', text: 'An old customer' }] },
      ]);
      expect(await store.eraseUser(userId)).toMatchObject({ tickets: 1 });
      expect(await store.tickets.notes(reference)).toEqual([]);
    });
    expect((await dana.get(`/tickets/${reference}`)).status).toBe(404);
  });
});
