import { expect, test } from 'vitest';
import type { DeskCannedReply } from '#desk/wire.ts';
import { onEngines } from '../store/engines.ts';
import { openServerOn } from './open-server-on.ts';

const titles = (replies: DeskCannedReply[]): string[] => replies.map(({ title }) => title);

onEngines('canned replies', (engine) => {
  async function open() {
    const server = await openServerOn(engine);
    const sue = await server.agent('Sue', 'supervisor');
    const read = async (agent = sue) => (await agent.get('/canned-replies')).json() as DeskCannedReply[];
    const edit = async (path: string, body = {}) =>
      (await sue.post(`/canned-replies${path}`, body)).json() as DeskCannedReply[];
    return { server, sue, read, edit, shipped: await read() };
  }

  test('come from the knowledge until somebody edits them, and then only from the desk', async () => {
    const { server, read, edit, shipped } = await open();
    expect(shipped.length).toBeGreaterThan(1);
    const added = await edit('', { title: 'Warranty', text: 'Dear {customer}, it is two years. {agent}' });
    expect(titles(added)).toEqual([...titles(shipped), 'Warranty']);
    const dana = await server.agent('Dana');
    expect(await read(dana)).toEqual(added);
    // One press restores the shipped ones.
    expect(await edit('-reset')).toEqual(shipped);
  });

  test('can be changed, moved and deleted', async () => {
    const { edit, shipped } = await open();
    const [first, second] = shipped;
    const changed = await edit(`/${second?.id}`, { title: 'Second', text: 'Changed' });
    expect(changed[1]).toEqual({ id: second?.id, title: 'Second', text: 'Changed' });
    expect((await edit(`/${second?.id}/move`, { to: 0 })).slice(0, 2)).toEqual([changed[1], changed[0]]);
    expect(titles(await edit(`/${first?.id}/delete`))).not.toContain(first?.title);
  });

  test('are refused with a reason if they are invalid', async () => {
    const { server, sue } = await open();
    const add = (body: object) => sue.post('/canned-replies', body);
    expect((await add({ title: 'Bad', text: 'Hello {name}' })).json()).toMatchObject({
      error: { message: 'The only placeholders are {customer}, {agent} and {reference}.' },
    });
    expect((await add({ title: ' ', text: 'x' })).json()).toMatchObject({
      error: { message: 'Enter a title.' },
    });
    expect((await sue.post('/canned-replies/gone', { title: 'A', text: 'B' })).status).toBe(404);
    const dana = await server.agent('Dana');
    for (const path of ['', '/shipped-1', '/shipped-1/delete', '/shipped-1/move', '-reset'])
      expect((await dana.post(`/canned-replies${path}`, { title: 'A', text: 'B', to: 0 })).status).toBe(403);
  });

  test('reach every open desk, and simultaneous edits are all kept', async () => {
    const { sue, edit, read } = await open();
    const desk = sue.watches();
    await desk.until(({ state }) => state?.cannedReplies === 0);
    const names = ['One', 'Two', 'Three'];
    await Promise.all(names.map((title) => edit('', { title, text: 'Hello' })));
    await desk.until(({ state }) => state?.cannedReplies === 3);
    expect(titles(await read())).toEqual(expect.arrayContaining(names));
  });
});
