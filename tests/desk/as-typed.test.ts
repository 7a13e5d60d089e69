import { describe, expect, it } from 'vitest';
import { call } from '../channels/directline/harness.ts';
import { openServer } from './open-server.ts';

const TYPED = ['192.168.*.*', 'a*b*c', '\\\\nas\\share', 'C:\\new\\_tmp_', '3*4*5=60', '~down~', '<b>'];

async function connected() {
  const server = await openServer();
  const dana = await server.agent('Dana');
  const customer = await server.waitingCustomer();
  await dana.post(`/chats/${customer.reference}/claim`);
  await customer.sees('You are talking to **Dana** now');
  return { server, dana, customer };
}

describe('messages between an agent and a customer', () => {
  it.each(TYPED)('arrive as the agent typed them: %s', async (text) => {
    const { dana, customer } = await connected();
    await dana.says(customer.reference, text);
    await customer.sees(text);
    expect(customer.stream.activities.at(-1)).toMatchObject({ text, textFormat: 'plain' });
  });

  it('are formatted when they are Markdown, as answers from the knowledge are', async () => {
    const { dana, customer } = await connected();
    const answer = { text: 'It is **free**.', textFormat: 'markdown', clientId: 'an answer, unchanged' };
    await dana.post(`/chats/${customer.reference}/messages`, answer);
    await customer.sees('It is **free**.');
    expect(customer.stream.activities.at(-1)).toMatchObject({ textFormat: 'markdown' });
  });

  it('arrive as typed inside the bot’s own message when a chat is transferred', async () => {
    const { dana, customer } = await connected();
    const words = 'See 192.168.*.* and https://e.example/a_b_c';
    await dana.post(`/chats/${customer.reference}/transfer`, { target: { to: 'queue' }, message: words });
    await customer.sees('They say: See');
    expect(customer.stream.texts.at(-1)).toContain('See 192.168.\\*.\\* and https://e.example/a_b_c');
  });
});

describe('attachments and names from a customer', () => {
  const post = (customer: { conversationId: string; token: string }, url: string, body: object) =>
    call(url, 'POST', `/conversations/${customer.conversationId}/activities`, {
      token: customer.token,
      body: { type: 'message', from: { id: 'x' }, ...body },
    });

  it('reach the desk without card contents or links', async () => {
    const { server, dana, customer } = await connected();
    const desk = dana.listens(customer.reference);
    const attachments = [
      { contentType: 'application/vnd.microsoft.card.hero', content: { title: 'Your session has expired' } },
      { contentType: 'image/png', contentUrl: 'https://evil.example/a.png', name: 'a\u202Egnp.exe' },
    ];
    await post(customer, server.url, { text: 'look', attachments });
    await desk.untilText('look');
    expect(desk.activities.find(({ text }) => text === 'look')?.['attachments']).toEqual([
      { contentType: 'application/vnd.microsoft.card.hero' },
      { contentType: 'image/png', name: 'agnp.exe' },
    ]);
  });

  it('cannot reverse the text around them', async () => {
    const { server, customer, dana } = await connected();
    const desk = dana.listens(customer.reference);
    await post(customer, server.url, {
      text: 'me',
      from: { id: 'x', name: '\u202Eanad \u2067(agent)\u0007' },
    });
    await desk.untilText('me');
    expect(desk.activities.find(({ text }) => text === 'me')).toMatchObject({
      from: { name: 'anad (agent)' },
    });
  });
});
