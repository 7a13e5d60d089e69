import { describe, expect, it, onTestFinished } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { openServer } from '#tests/desk/open-server.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { startConnector } from '#tests/support/connector.ts';
import { post } from '#tests/support/http.ts';
import { openTeamsRoom } from '#tests/support/teams-room.ts';
import { untilReplied } from '#tests/support/until-said.ts';

/** A customer on a connector channel, and an agent at the desk. */
async function open(channelId = 'telegram') {
  const server = await openServer();
  const dana = await server.agent('Dana');
  const connector = await startConnector();
  onTestFinished(() => connector.close());
  const { conversation } = messageActivity('');
  let count = 0;
  const says = async (text: string, more: Partial<Activity> = {}): Promise<void> => {
    const { deliveryMode: _, ...activity } = messageActivity(text, {
      channelId,
      conversation: conversation!,
      serviceUrl: connector.serviceUrl,
      id: `activity-${(count += 1)}`,
      ...more,
    });
    expect((await post(`${server.url}/api/messages`, activity)).status).toBe(200);
  };
  const texts = () => connector.received.map(({ text }) => text ?? '');
  return { server, dana, connector, says, texts };
}

describe('a customer on another channel', () => {
  it('talks to an agent at the desk, who sees the whole transcript', async () => {
    const { dana, connector, says, texts } = await open();
    await says('is the ESR900 patched?');
    await says('I want to talk to a human');
    await untilReplied(connector, 'You are next');
    const [waiting] = await dana.queue(1);
    expect(waiting).toMatchObject({ channel: 'telegram', models: ['ESR900'] });
    const reference = String(waiting?.reference);
    const before = connector.received.length;
    await dana.post(`/chats/${reference}/claim`);
    await connector.receivedReplies(before + 1);
    expect(texts().at(-1)).toContain('You are talking to **Dana** now');
    const desk = dana.listens(reference);
    await desk.untilText('is the ESR900 patched?');

    await says('Hello Dana');
    await desk.untilText('Hello Dana');
    for (const text of ['one', 'two', 'three']) await dana.says(reference, text);
    await connector.receivedReplies(before + 4);
    expect(texts().slice(before + 1)).toEqual(['Dana: one', 'Dana: two', 'Dana: three']);

    await says('end chat');
    await untilReplied(connector, 'You have ended the chat');
    expect((await dana.state()).connected).toEqual([]);
  });

  it('is passed on once when the channel delivers a message twice', async () => {
    const { dana, says } = await open();
    await says('I want to talk to a human');
    const [waiting] = await dana.queue(1);
    const reference = String(waiting?.reference);
    await dana.post(`/chats/${reference}/claim`);
    await says('only once', { id: 'the same' });
    await says('only once', { id: 'the same' });
    await says('last');
    const desk = dana.listens(reference);
    await desk.untilText('last');
    expect(desk.texts.filter((text) => text === 'only once')).toHaveLength(1);
  });

  it('gets choices as a card in Teams, which does not show suggested actions', async () => {
    const { dana, connector, says } = await open('msteams');
    await says('I want to talk to a human');
    const [waiting] = await dana.queue(1);
    await dana.post(`/chats/${String(waiting?.reference)}/claim`);
    await dana.says(String(waiting?.reference), 'Hello');
    await untilReplied(connector, 'Dana: Hello');
    expect(connector.received.at(-1)).toMatchObject({ text: 'Dana: Hello', textFormat: 'plain' });
  });

  it('does not join the queue when the bot cannot send messages later', async () => {
    const { server, dana } = await open();
    const answer = await post(`${server.url}/api/messages`, messageActivity('I want to talk to a human'));
    const { activities } = answer.json() as { activities: Partial<Activity>[] };
    expect(activities.at(-1)?.text).toContain('nobody can take over');
    expect((await dana.state()).waiting).toEqual([]);
  });

  it('gets messages at the service URL used last, because a channel can change it', async () => {
    const { dana, connector, says } = await open('msteams');
    await says('I want to talk to a human');
    const [waiting] = await dana.queue(1);
    const moved = await startConnector();
    onTestFinished(() => moved.close());
    await says('still there?', { serviceUrl: moved.serviceUrl });
    await dana.post(`/chats/${String(waiting?.reference)}/claim`);
    await dana.says(String(waiting?.reference), 'Yes');
    await untilReplied(moved, 'Dana: Yes');
    expect(JSON.stringify(connector.received)).not.toContain('Dana');
  });

  it('is never mistaken for a customer of the web chat', async () => {
    const { server, dana, connector, says } = await open();
    const victim = await server.waitingCustomer();
    await dana.post(`/chats/${victim.reference}/claim`);
    await says('end chat', {
      conversation: { id: victim.conversationId, isGroup: false, conversationType: 'personal', name: 'Chat' },
    });
    expect((await dana.state()).connected).toHaveLength(1);
    await connector.receivedReplies(1);
    expect(connector.received.at(-1)?.text).not.toContain('ended the chat');
  });

  it('leaves a message when no agent is there, and gets the reply in the same conversation later', async () => {
    const { dana, connector, says, texts } = await open();
    await dana.post('/presence', { availability: 'away' });
    for (const line of [
      'I want to talk to a human',
      'leave a message',
      'It is broken',
      'Sam',
      'without e-mail',
    ])
      await says(line);
    await untilReplied(connector, 'message has been passed on');
    const { tickets } = (await dana.get('/tickets')).json() as { tickets: { reference: string }[] };
    const [message] = tickets;
    const before = connector.received.length;
    const reply = { text: 'Please update it.', clientId: 'an answer of its own' };
    expect((await dana.post(`/tickets/${String(message?.reference)}/reply`, reply)).status).toBe(200);
    await connector.receivedReplies(before + 1);
    expect(texts().at(-1)).toBe('Dana: Please update it.');
  });

  it('cannot be sent a reply to their message after blocking the bot, until they write again', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await dana.post('/presence', { availability: 'away' });
    const room = await openTeamsRoom(`${server.url}/api/messages`);
    const sam = room.user('Sam');
    for (const line of [
      'I want to talk to a human',
      'leave a message',
      'It is broken',
      'Sam',
      'without e-mail',
    ])
      await sam.alone(line);
    await room.until('message has been passed on', sam.aloneId);
    const { tickets } = (await dana.get('/tickets')).json() as { tickets: { reference: string }[] };
    const address = `/tickets/${String(tickets[0]?.reference)}`;
    const ticket = async () => (await dana.get(address)).json() as DeskTicketDetail;
    expect((await ticket()).repliesBy).toEqual(['chat']);

    room.refuse(sam.aloneId, 403);
    await sam.alone('thanks');
    await expect.poll(async () => (await ticket()).repliesBy).toEqual([]);
    const reply = { text: 'Please update it.', clientId: 'reply-of-dana' };
    expect((await dana.post(`${address}/reply`, reply)).json()).toMatchObject({
      error: { code: 'CannotReply' },
    });
    expect(await ticket()).toMatchObject({ state: 'open' });
    expect(JSON.stringify(await ticket())).not.toContain('Please update it.');

    room.refuse(sam.aloneId, undefined);
    await sam.alone('is anybody there?');
    expect((await ticket()).repliesBy).toEqual(['chat']);
    expect((await dana.post(`${address}/reply`, reply)).json()).toMatchObject({ state: 'replied' });
  });
});
