import { describe, expect, it, onTestFinished } from 'vitest';
import { messageActivity } from '#tests/support/activities.ts';
import { startConnector } from '#tests/support/connector.ts';
import { post } from '#tests/support/http.ts';
import { untilReplied } from '#tests/support/until-said.ts';
import { call } from '../directline/harness.ts';
import { open, openChat, openTeamsBothWays, openTeamsCustomer } from './teams-desk.ts';

const sentences = (length: number): string =>
  Array.from({ length: Math.ceil(length / 40) }, (_, at) => `This is sentence ${at} of a long report. `)
    .join('')
    .slice(0, length);
/** Joins the chunks "Name: (1/3) …". */
const joined = (texts: (string | undefined)[]): string =>
  texts.map((text = '') => text.replace(/^\S+( \S+)?: (\(\d+\/\d+\) )?/, '')).join('');

describe('a long message from a customer', () => {
  it('reaches the agent in Teams complete, in numbered chunks that end with a sentence', async () => {
    const { customer, room, thread } = await openChat();
    const text = sentences(15_000);
    await customer.say(text);
    await room.until('(2/2)', thread);
    await customer.say('and this');
    await room.until(': and this', thread);
    const parts = room.shown.filter(({ activity }) => /: \(\d\/2\) /.test(activity.text ?? ''));
    expect(parts.map(({ activity }) => activity.text?.match(/\(\d\/\d\)/)?.[0])).toEqual(['(1/2)', '(2/2)']);
    expect(parts[0]?.activity.text).toMatch(/report\. $/);
    expect(joined(parts.map(({ activity }) => activity.text))).toBe(text);
  });

  it('arrives unchanged, whatever characters it has', async () => {
    const { customer, room, thread } = await openChat();
    const text = '"\\\n😀é<&*_`'.repeat(1500);
    await customer.say(text);
    await customer.say('the end of it');
    await room.until('the end of it', thread);
    const parts = room.shown.filter(({ activity }) => /: \(\d\/\d\) /.test(activity.text ?? ''));
    expect(parts.length).toBeGreaterThan(1);
    expect(joined(parts.map(({ activity }) => activity.text))).toBe(text);
  });
});

describe('a message that Teams refuses permanently', () => {
  it.each([400, 413])(
    'from a customer (%i) is reported to them and the agent, and delays nothing',
    async (status) => {
      const { server, customer, room, thread } = await openChat();
      room.refuseWords('poison', status);
      await customer.say('this is poison for it');
      await customer.say('and this is not');
      await room.until('and this is not', thread);
      await room.until('refused to show a message', thread);
      await customer.sees('Teams refused your message “this is poison for it”');
      expect((await server.storedChat(customer.reference))?.state).toBe('connected');
      expect(room.wordsIn(thread).join('\n')).not.toContain('poison');
    },
  );

  it('is described to the customer without quoting it if it is only a file', async () => {
    const { server, customer, room } = await openChat();
    const { conversationId, userId, token } = customer;
    room.refuseWords('poison', 400);
    await call(server.url, 'POST', `/conversations/${conversationId}/upload?userId=${userId}`, {
      token,
      body: new Uint8Array(Buffer.from('its log')),
      headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="poison.log"' },
    });
    await customer.sees('Teams refused your file.');
    expect(customer.stream.texts.join('\n')).not.toContain('“”');
  });

  it.each([400, 413])('from an agent (%i) is reported to them, and delays nothing', async (status) => {
    const { room, dana, sam, reference, desk } = await openTeamsCustomer();
    room.refuseWords('poison', status);
    await dana.says(reference, 'this is poison for it');
    await dana.says(reference, 'and this is not');
    await room.until('and this is not', sam.aloneId);
    await desk.until(({ texts }) => texts.some((text) => String(text).includes('Not delivered: “this is')));
    expect(room.wordsIn(sam.aloneId).join('\n')).not.toMatch(/poison|Not delivered/);
  });

  it('is reported to an agent in Teams too', async () => {
    const { room, kim, sam, thread } = await openTeamsBothWays();
    room.refuse(sam.aloneId, 400);
    await kim.user.inChannel('this is poison', { thread });
    const { activity } = await room.until('Not delivered: “this is poison”', thread);
    expect(activity.textFormat).toBe('plain');
    expect(activity.text).toContain('refused it. Please say it another way.');
  });

  it('is reported once if the customer has removed the bot', async () => {
    const { room, dana, sam, reference, desk } = await openTeamsCustomer();
    room.refuse(sam.aloneId, 403);
    for (const text of ['one', 'two']) await dana.says(reference, text);
    await desk.until(({ texts }) => texts.some((text) => String(text).includes('can no longer be reached')));
    expect(desk.texts.filter((text) => String(text).includes('can no longer be reached'))).toHaveLength(1);
  });

  it('as a card leaves the request to the other desks', async () => {
    const { server, room, customer: _, linkedAgent } = await openChat();
    const kim = await linkedAgent('Kim');
    room.refuseWords('asks for a person', 400);
    const other = await server.waitingCustomer();
    expect((await kim.web.post(`/chats/${other.reference}/claim`)).status).toBe(200);
    await other.sees('You are talking to **Kim** now');
  });
});

describe('a long message from an agent', () => {
  it('reaches a customer in Teams in chunks', async () => {
    const { room, kim, sam, thread } = await openTeamsBothWays();
    const text = sentences(30_000).trim();
    await kim.user.inChannel(text, { thread });
    await kim.user.inChannel('That was all', { thread });
    await room.until('That was all', sam.aloneId);
    const parts = room.shown.filter(
      ({ activity, conversationId }) =>
        conversationId === sam.aloneId && /\(\d\/3\)/.test(activity.text ?? ''),
    );
    expect(joined(parts.map(({ activity }) => activity.text))).toBe(text);
  });

  it("is cut, with the whole text in a file, if it would flood the customer's channel", async () => {
    const { server, room, linkedAgent } = await open();
    const connector = await startConnector();
    onTestFinished(() => connector.close());
    const kim = await linkedAgent('Kim');
    const { deliveryMode: _, ...asks } = messageActivity('I want to talk to a human', {
      channelId: 'telegram',
      serviceUrl: connector.serviceUrl,
      from: { id: 'sam', name: 'Sam' },
    });
    expect((await post(`${server.url}/api/messages`, asks)).status).toBe(200);
    const card = await room.until('Sam asks for a person', room.channelId);
    await kim.user.presses(card, 'Take this chat');
    await untilReplied(connector, 'You are talking to');
    const text = sentences(30_000).trim();
    await kim.user.inChannel(text, { thread: `${room.channelId};messageid=${card.id}` });
    await untilReplied(connector, 'Read all of it here');
    const { text: said = '' } = connector.received.at(-1) ?? {};
    expect(said.length).toBeLessThanOrEqual(4096);
    expect(said).toMatch(/^Kim: This is sentence 0 of a long report\./);
    const address = /here: (\S+)$/.exec(said)?.[1] ?? '';
    expect(await (await fetch(address)).text()).toBe(text);
  });
});
