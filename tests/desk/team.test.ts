import { expect, test } from 'vitest';
import type { DeskTeam } from '#desk/team-wire.ts';
import { onEngines } from '../store/engines.ts';
import { openServerOn } from './open-server-on.ts';

onEngines('the team', (engine) => {
  test('is shown with who is there, how many chats they have, and how long customers wait', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const dana = await server.agent('Dana');
    const team = async () => (await sue.get('/team?since=2024-05-06T00:00:00Z')).json() as DeskTeam;
    expect(await team()).toMatchObject({
      members: [
        { name: 'Dana', role: 'agent', availability: 'available', chats: 0, tickets: 0 },
        { name: 'Sue', role: 'supervisor', availability: 'available', chats: 0, tickets: 0 },
      ],
      waiting: 0,
      waitingSince: null,
      medianWaitSeconds: null,
      claimedToday: 0,
      alerts: [],
    });

    const first = await server.waitingCustomer();
    await server.waitingCustomer();
    const { reference } = await server.leavesMessage();
    await dana.post(`/chats/${first.reference}/claim`);
    await dana.post(`/tickets/${reference}/assign`, { agentId: dana.id });
    expect(await team()).toMatchObject({
      members: [{ name: 'Dana', chats: 1, tickets: 1 }, { name: 'Sue' }],
      waiting: 1,
      waitingSince: '2024-05-06T09:00:00.000Z',
      medianWaitSeconds: 0,
      claimedToday: 1,
    });
    await dana.post('/sign-out');
    expect((await team()).members[0]).toMatchObject({ name: 'Dana', availability: null });
  });

  test('counts no wait for a chat that was reopened', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const { reference } = await server.waitingCustomer();
    await sue.post(`/chats/${reference}/claim`);
    await sue.post(`/chats/${reference}/close`, { outcome: 'solved' });
    expect((await sue.post(`/chats/${reference}/reopen`)).status).toBe(200);
    const team = (await sue.get('/team?since=2024-05-06T00:00:00Z')).json() as DeskTeam;
    expect(team).toMatchObject({ claimedToday: 0, medianWaitSeconds: null });
  });

  test('gets alerts if nobody is available, and if something was not delivered', async () => {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    await server.waitingCustomer();
    await sue.post('/presence', { availability: 'busy' });
    const { reference, ...ticket } = await server.leavesMessage();
    await server.withStore(async ({ tickets, deliveries }) => {
      await tickets.open('another', { ...ticket, reference: 'B-1' }, ['webhook']);
      const [delivery] = await deliveries.lease(new Date(), 1000, 10);
      await deliveries.failed(delivery?.id ?? '', 'refused', undefined);
    });
    const { alerts } = (await sue.get('/team')).json() as DeskTeam;
    expect(alerts).toEqual([
      { kind: 'nobody', count: 1 },
      { kind: 'undelivered', count: 1 },
    ]);
    expect(reference).toBe('AAAA-1111');
  });
});
