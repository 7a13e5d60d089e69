import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isSigned, signatureOf } from '#handoff/delivery/signature.ts';
import { openServer } from '#tests/desk/open-server.ts';
import { post } from '#tests/support/http.ts';

const secret = 'a secret of both sides';
/** The time on the app's clock, which is stopped. */
const now = new Date('2024-05-06T09:00:00.000Z');

interface HubActivity {
  type: string;
  id: string;
  name?: string;
  text?: string;
  value?: Record<string, unknown>;
  conversation: { id: string };
  attachments?: { content: { activities: { text?: string }[] } }[];
}

/** An engagement hub on this machine, and the server that sends it chats. */
async function open({ acceptsAtOnce = false } = {}) {
  const received: HubActivity[] = [];
  let waiting: (() => void)[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      expect(isSigned(String(request.headers['x-support-signature']), body, secret, now)).toBe(true);
      const activity = JSON.parse(body) as HubActivity;
      received.push(activity);
      void (async () => {
        if (acceptsAtOnce && activity.name === 'handoff.initiate')
          await states(activity.conversation.id, 'accepted');
        response.end();
        for (const wake of waiting.splice(0)) wake();
      })();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void receiver.close());
  const { port } = receiver.address() as AddressInfo;
  const server = await openServer({ HUB_URL: `http://127.0.0.1:${port}/`, HUB_SECRET: secret });
  const until = async (found: () => boolean): Promise<void> => {
    while (!found()) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const says = (activity: object, signedWith = secret) => {
    const body = JSON.stringify(activity);
    return post(`${server.url}/api/handoff`, body, {
      'x-support-signature': signatureOf(body, signedWith, now),
    });
  };
  const states = (reference: string, state: string, name = 'Rita') =>
    says({
      type: 'event',
      name: 'handoff.status',
      conversation: { id: reference },
      from: { name },
      value: { state },
    });
  return { server, received, until, says, states };
}

describe('an engagement hub', () => {
  it('takes a chat through Bot Framework’s hand-off events, and talks to the customer', async () => {
    const { server, received, until, says, states } = await open();
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    // Nobody is at the web desk, but the hub is there.
    await customer.asks('I want to talk to a human', 'You are next');
    await until(() => received.length === 1);
    const [initiate] = received;
    expect(initiate).toMatchObject({
      type: 'event',
      name: 'handoff.initiate',
      value: { models: ['ESR900'], subject: 'patch.status', reason: 'asked' },
      attachments: [{ name: 'Transcript', contentType: 'application/json' }],
    });
    const transcript = initiate?.attachments?.[0]?.content.activities.map(({ text }) => text);
    expect(transcript).toContain('is the ESR900 patched?');
    const reference = String(initiate?.conversation.id);

    expect((await states(reference, 'accepted')).status).toBe(200);
    await customer.sees('You are talking to **Rita** now');
    await customer.say('one');
    await customer.say('two');
    await until(() => received.length === 3);
    expect(received.slice(1)).toMatchObject([
      { type: 'message', text: 'one', from: { role: 'user' } },
      { type: 'message', text: 'two' },
    ]);
    const answer = {
      type: 'message',
      id: 'm1',
      text: 'Hello!',
      conversation: { id: reference },
      from: { name: 'Rita' },
    };
    expect((await says(answer)).status).toBe(200);
    expect((await says(answer)).status).toBe(200);
    await customer.stream.untilText('Hello!');
    expect((await states(reference, 'completed')).status).toBe(200);
    await customer.sees('Rita has ended the chat');
    expect(customer.stream.texts.filter((text) => text === 'Hello!')).toHaveLength(1);
    await until(() => received.length === 4);
    expect(received[3]).toMatchObject({ name: 'handoff.status', value: { state: 'completed' } });
    // Routing data never reaches the customer's browser.
    expect(JSON.stringify(customer.stream.frames)).not.toMatch(/handoff\.initiate|relatesTo|engagement-hub/);
  });

  it('is asked first when its customer comes back, by the name that the customer knows', async () => {
    const { server, received, until, states } = await open();
    const customer = await server.waitingCustomer();
    await until(() => received.length === 1);
    await states(customer.reference, 'accepted');
    await states(customer.reference, 'completed');
    await customer.sees('Rita has ended the chat');
    await customer.asks('talk to a person', 'to come back');
    expect(customer.stream.texts.at(-1)).toContain("I've asked “Rita” to come back");
  });

  it('is told that an agent at the web desk was quicker, and who has the chat', async () => {
    const { server, received, until, says, states } = await open();
    const dana = await server.agent('Dana');
    const { reference } = await server.waitingCustomer();
    await until(() => received.length === 1);
    await dana.post(`/chats/${reference}/claim`);
    await until(() => received.length === 2);
    expect(received[1]).toMatchObject({ name: 'handoff.status', value: { state: 'failed' } });
    expect((await states(reference, 'accepted')).json()).toMatchObject({
      error: { code: 'Taken', message: 'Dana has this chat.' },
    });
    const word = { type: 'message', id: 'm1', text: 'me too', conversation: { id: reference } };
    expect((await says(word)).status).toBe(409);
  });

  it('gives a chat back by reporting that it failed, and unknown states are ignored', async () => {
    const { server, received, until, states } = await open();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await until(() => received.length === 1);
    await states(customer.reference, 'accepted');
    expect((await states(customer.reference, 'dreaming')).status).toBe(200);
    await states(customer.reference, 'failed');
    await customer.sees('Rita is asking a colleague to take over');
    expect(await dana.queue(1)).toMatchObject([{ reference: customer.reference, hasPriority: true }]);
    // It would hear nothing of what the customer writes from now on.
    expect((await states(customer.reference, 'accepted')).json()).toMatchObject({ error: { code: 'Over' } });
    await dana.queue(1);
  });

  it('can accept a chat before it has acknowledged the offer', async () => {
    const { server, received, until } = await open({ acceptsAtOnce: true });
    const customer = await server.customer();
    await customer.say('I want to talk to a human');
    await customer.sees('You are talking to **Rita** now');
    await customer.say('hello?');
    await until(() => received.some(({ text }) => text === 'hello?'));
    expect(received).toHaveLength(2);
  });

  it('writes as “Support” without a name, and cannot send an empty message', async () => {
    const { server, received, until, says, states } = await open();
    const customer = await server.waitingCustomer();
    await until(() => received.length === 1);
    await states(customer.reference, 'accepted', ' ');
    await customer.sees('You are talking to **Support** now');
    const message = { type: 'message', id: 'm1', text: ' ', conversation: { id: customer.reference } };
    expect((await says(message)).status).toBe(400);
  });

  it('must sign its requests, and can only act on chats that it was asked to take', async () => {
    const { server, received, until, says, states } = await open();
    const { reference } = await server.waitingCustomer();
    await until(() => received.length === 1);
    const accepted = {
      type: 'event',
      name: 'handoff.status',
      conversation: { id: reference },
      value: { state: 'accepted' },
    };
    expect((await says(accepted, 'some other secret')).status).toBe(401);
    expect((await post(`${server.url}/api/handoff`, accepted)).status).toBe(401);
    const old = JSON.stringify(accepted);
    const headers = { 'x-support-signature': signatureOf(old, secret, new Date(now.getTime() - 600_000)) };
    expect((await post(`${server.url}/api/handoff`, old, headers)).status).toBe(401);
    expect((await states('OTHER-REF', 'accepted')).status).toBe(404);
    expect((await says({ type: 'message' })).status).toBe(400);
    expect((await says({ ...accepted, type: 'message', text: 'no id' })).status).toBe(400);
  });
});
