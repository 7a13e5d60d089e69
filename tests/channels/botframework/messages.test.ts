import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { type Connector, startConnector } from '#tests/support/connector.ts';
import { post, send } from '#tests/support/http.ts';
import { readReplies } from '#tests/support/replies.ts';
import { startApp } from '#tests/support/running-app.ts';

let running: Awaited<ReturnType<typeof startApp>>;
let connector: Connector;
beforeAll(async () => {
  [running, connector] = await Promise.all([startApp(), startConnector()]);
});
afterAll(async () => {
  await running.app.stop();
  await connector.close();
});

const ask = async (activity: Partial<Activity>) => {
  const answer = await post(running.messages, activity);
  expect(answer.status, answer.text).toBe(200);
  return readReplies((answer.json() as { activities: Partial<Activity>[] }).activities);
};

describe('POST /api/messages', () => {
  it('puts the replies in the response when the request expects replies', async () => {
    const { text, kinds } = await ask(messageActivity('is my esr900 patched?'));
    expect(kinds).toEqual(['patch-status', 'feedback']);
    expect(text).toContain('**ESR900: In Progress.**');
  });

  it('otherwise sends the replies to the channel’s service URL', async () => {
    const { deliveryMode: _, ...activity } = messageActivity('is my esr900 patched?', {
      serviceUrl: connector.serviceUrl,
    });
    const answer = await post(running.messages, activity);
    expect(answer.status).toBe(200);
    await connector.receivedReplies(2);
    const [status, feedback] = connector.received;
    expect(status?.text).toContain('**ESR900: In Progress.**');
    expect(status?.replyToId).toBe(activity.id);
    expect(feedback?.text).toBe('Did this help?');
  });

  it('remembers the conversation between requests', async () => {
    const first = messageActivity('is the ENS500 patched?');
    await ask(first);
    const { text } = await ask(messageActivity('what about the EXT?', { conversation: first.conversation! }));
    expect(text).toContain('**ENS500EXT: Available Now.**');
  });

  it('handles the messages of one conversation one at a time, in order', async () => {
    const { conversation } = messageActivity('');
    const lines = ['is there a patch for my model?', 'EAP600', 'what is krack?', 'and the ECB1200?'];
    const replies = await Promise.all(
      lines.map((line) => ask(messageActivity(line, { conversation: conversation! }))),
    );
    expect(replies[0]?.text).toMatch(/which model/i);
    expect(replies[1]?.text).toContain('EAP600: Available Now');
    expect(replies[2]?.answers).toEqual(['krack.what-happened']);
    expect(replies[3]?.text).toContain('ECB1200: Available Now');
  });

  it('acknowledges a message even when its channel is slow, and keeps replies in order', async () => {
    const slow = await startConnector();
    onTestFinished(() => slow.close());
    const toConnector = (text: string, more: Partial<Activity> = {}): Partial<Activity> => {
      const { deliveryMode: _, ...activity } = messageActivity(text, {
        serviceUrl: slow.serviceUrl,
        ...more,
      });
      return activity;
    };
    const first = toConnector('thanks');
    slow.hold();
    expect((await post(running.messages, first)).status).toBe(200);
    await slow.receivedReplies(1);
    const second = toConnector('hello', { conversation: first.conversation! });
    expect((await post(running.messages, second)).status).toBe(200);
    for (const line of ['hi', 'is the EAP600 patched?', 'bye']) await ask(messageActivity(line));
    expect(slow.received).toHaveLength(1);
    slow.release();
    await slow.receivedReplies(2);
    expect(slow.received.map(({ text }) => text?.split('!')[0])).toEqual(["You're welcome", 'Hello']);
  });

  it('greets each new member once, but not the bot itself', async () => {
    const joins = messageActivity(undefined, { type: 'conversationUpdate' });
    const bot = await ask({ ...joins, membersAdded: [{ id: 'bot', name: 'Support' }] });
    expect(bot.texts).toEqual([]);
    const customer = { ...joins, membersAdded: [{ id: 'customer', name: 'Customer' }] };
    expect((await ask(customer)).answers).toEqual(['greeting']);
    expect((await ask(customer)).texts).toEqual([]);
  });

  it('ignores unknown activities', async () => {
    expect((await ask(messageActivity(undefined, { type: 'somethingNew' }))).texts).toEqual([]);
  });

  it('gives every response a request id: the caller’s own if it is a plain one', async () => {
    const own = await post(running.messages, messageActivity('hi'), { 'x-request-id': 'trace-7' });
    expect(own.headers['x-request-id']).toBe('trace-7');
    const unsafe = await post(running.messages, messageActivity('hi'), { 'x-request-id': 'a b <c>' });
    expect(unsafe.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });

  it('does not reveal its software in headers', async () => {
    const { headers } = await send(`${running.url}/healthz`);
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

const teams = (text: string | undefined, more: Partial<Activity> = {}) =>
  messageActivity(text, { channelId: 'msteams', ...more });

describe('on Teams', () => {
  it('choices appear in an Adaptive Card, and a click comes back as a value without text', async () => {
    const first = teams('is there a patch for my model?');
    const { activities } = await ask(first);
    const [attachment] = activities[0]?.attachments ?? [];
    expect(attachment?.contentType).toBe('application/vnd.microsoft.card.adaptive');
    const card = attachment?.content as { version: string; actions: { title: string; data: object }[] };
    expect(card.version).toBe('1.5');
    const where = card.actions.find(({ title }) => title === 'Where do I find the model name?');
    const pressed = teams(undefined, { conversation: first.conversation!, value: where?.data });
    const next = await ask(pressed);
    const content = next.activities[0]?.attachments?.[0]?.content as { fallbackText: string };
    expect(content.fallbackText).toContain("device's label");
  });
});
