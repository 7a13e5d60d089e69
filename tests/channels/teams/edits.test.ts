import { describe, expect, it } from 'vitest';
import { openChat, openTeamsCustomer } from './teams-desk.ts';

describe('an agent in Teams who edits a message', () => {
  const edit = (id: string) => ({ id, type: 'messageUpdate', channelData: { eventType: 'editMessage' } });

  it('sends the customer one correction, and is told that it was sent', async () => {
    const { dana, customer, thread, room } = await openChat();
    await dana.user.inChannel('Press the red button', { thread, more: { id: '1' } });
    await customer.sees('red button');
    for (const _ of [1, 2]) await dana.user.inChannel('Press the green button', { thread, more: edit('1') });
    await customer.stream.untilText('Correction: Press the green button');
    await room.until('as a correction', thread);
    await dana.user.inChannel('Press the blue button', { thread, more: edit('1') });
    await customer.stream.untilText('Correction: Press the blue button');
    expect(customer.stream.texts.filter((text) => String(text).startsWith('Correction'))).toHaveLength(2);
  });

  it('sends the whole message if the mention of the bot came with the edit', async () => {
    const { dana, customer, thread } = await openChat();
    await dana.user.inChannel('Hello', { thread, mentions: false, more: { id: '1' } });
    await dana.user.inChannel('Hello', { thread, more: edit('1') });
    await customer.stream.untilText('Hello');
    await dana.user.inChannel('Hello', { thread, more: { ...edit('1'), timestamp: new Date(0) } });
    await dana.user.inChannel('last', { thread });
    await customer.stream.untilText('last');
    expect(customer.stream.texts.filter((text) => String(text).includes('Hello'))).toContain('Hello');
    expect(customer.stream.texts.join()).not.toContain('Correction');
  });

  it('sends the customer nothing if the message was for colleagues', async () => {
    const { dana, customer, thread } = await openChat();
    await dana.user.inChannel('secret', { thread, mentions: false, more: { id: '1' } });
    await dana.user.inChannel('secret!', { thread, mentions: false, more: edit('1') });
    await dana.user.inChannel('last', { thread });
    await customer.stream.untilText('last');
    expect(customer.stream.texts.join()).not.toContain('secret');
  });

  it('is told that an edited command does nothing', async () => {
    const { server, dana, customer, thread, room } = await openChat();
    await dana.user.inChannel('close', { thread, more: { id: '1' } });
    await dana.user.inChannel('/close', { thread, more: edit('1') });
    await room.until('Commands do not work in edited messages', thread);
    expect((await server.storedChat(customer.reference))?.state).toBe('connected');
  });

  it('is told that the customer still has the deleted message', async () => {
    const { dana, customer, thread, room } = await openChat();
    await dana.user.inChannel('Oops', { thread, more: { id: '1' } });
    await customer.sees('Oops');
    await dana.user.inChannel('', { thread, mentions: false, more: { id: '1', type: 'messageDelete' } });
    await room.until('does not delete it for the customer', thread);
    expect(customer.stream.texts).toContain('Oops');
  });
});

describe('a customer in Teams who edits a message', () => {
  it('sends the agent a correction', async () => {
    const { sam, desk } = await openTeamsCustomer();
    await sam.alone('It is an EAP600', { id: '1' });
    await sam.alone('It is an EAP900', { id: '1', type: 'messageUpdate' });
    await desk.untilText('Correction: It is an EAP900');
    await sam.alone('It is an EAP600', { id: '1', type: 'messageUpdate' });
    await sam.alone('last');
    await desk.untilText('last');
    const corrections = desk.texts.filter((text) => String(text).startsWith('Correction'));
    expect(corrections).toEqual(['Correction: It is an EAP900']);
  });
});
