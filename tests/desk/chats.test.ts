import { WebSocket } from 'ws';
import { describe, expect, it } from 'vitest';
import type { DeskChatDetail, DeskSuggestion } from '#desk/wire.ts';
import { messageForm } from '#web/common/message-form.ts';
import type { Stream } from '../channels/directline/harness.ts';
import { send } from '../support/http.ts';
import { openSocket } from '../support/raw-socket.ts';
import { openServer } from './open-server.ts';

describe('a chat with a person', () => {
  it('is listed with what the customer last wrote, cut to its beginning', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    await customer.asks('I want to talk to a human', 'You are next');
    const [waiting] = await dana.queue(1);
    expect(waiting).toMatchObject({ lastWords: 'I want to talk to a human', userId: expect.any(String) });
    const reference = String(waiting?.reference);
    await dana.post(`/chats/${reference}/claim`);
    const desk = dana.listens(reference);
    await customer.say(`It drops out\n${'every night '.repeat(20)}`);
    await desk.until(({ texts }) => texts.some((text) => String(text).startsWith('It drops out')));
    await dana.says(reference, 'Since when?');
    const [chat] = (await dana.state()).connected;
    expect(chat?.lastWords).toMatch(/^It drops out every night .*…$/);
    expect(String(chat?.lastWords).length).toBeLessThanOrEqual(121);
  });

  it('is listed with the question, not with the button that asked for a person', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    await customer.asks('Talk to a person', 'Your reference is');
    const other = await server.customer();
    await other.asks('Talk to a person', 'Your reference is');
    const words = (await dana.queue(2)).map(({ lastWords }) => lastWords);
    expect(words).toEqual(['is the ESR900 patched?', 'Talk to a person']);
  });

  it('stays open if the customer has written something that the agent had not seen when closing it', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    const { reference } = customer;
    await dana.post(`/chats/${reference}/claim`);
    const desk = dana.listens(reference);
    await desk.until(({ texts }) => texts.some((text) => String(text).includes('Dana')));
    const watermark = String(desk.frames.at(-1)?.watermark);
    await customer.say('Wait, one more thing');
    await desk.untilText('Wait, one more thing');
    const close = (seen: string) =>
      dana.post(`/chats/${reference}/close`, { outcome: 'solved', watermark: seen });
    const refused = await close(watermark);
    expect(refused.status).toBe(409);
    expect(refused.json()).toMatchObject({ error: { code: 'Unread' } });
    expect((await server.storedChat(reference))?.state).toBe('connected');
    expect((await close(String(desk.frames.at(-1)?.watermark))).status).toBe(200);
    expect((await server.storedChat(reference))?.state).toBe('closed');
  });

  it('goes from the queue to an agent, carries messages both ways, and ends with a rating', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    await customer.asks('I want to talk to a human', 'You are next');
    const [waiting] = await dana.queue(1);
    expect(waiting).toMatchObject({
      models: ['ESR900'],
      channel: 'directline',
      state: 'waiting',
      reason: 'asked',
    });
    const reference = String(waiting?.reference);
    expect(customer.handoffStatus()).toEqual({ state: 'waiting', reference, position: 1 });

    expect((await dana.post(`/chats/${reference}/claim`)).status).toBe(200);
    await customer.sees('You are talking to **Dana** now');
    expect(customer.handoffStatus()).toEqual({ state: 'connected', reference, agent: { name: 'Dana' } });
    const desk = dana.listens(reference);
    await desk.until(({ texts }) => texts.includes('is the ESR900 patched?'));

    await customer.say('Hello Dana, it still drops out');
    await desk.untilText('Hello Dana, it still drops out');
    await dana.says(reference, 'Please *update* it.');
    await customer.stream.untilText('Please *update* it.');
    const message = customer.stream.activities.at(-1);
    expect(message).toMatchObject({
      from: { name: 'Dana', role: 'bot' },
      channelData: { agent: { name: 'Dana' } },
      textFormat: 'plain',
    });
    // The bot is silent: only the customer and the agent have written since.
    const { texts } = customer.stream;
    expect(texts.slice(-2)).toEqual(['Hello Dana, it still drops out', 'Please *update* it.']);

    expect((await dana.post(`/chats/${reference}/close`, { outcome: 'solved' })).status).toBe(200);
    await customer.sees('Dana has ended the chat');
    expect(customer.handoffStatus()).toMatchObject({
      state: 'closed',
      askRating: true,
      agent: { name: 'Dana' },
    });
    await customer.sendsEvent('handoff.rating', { reference, stars: 5, comment: 'Quick!' });
    await customer.asks('does EnShare cost anything?', 'EnShare');
    expect(await server.storedChat(reference)).toMatchObject({
      stars: 5,
      comment: 'Quick!',
      outcome: 'solved',
    });
    expect(await dana.state()).toMatchObject({ waiting: [], connected: [] });
    expect((await dana.says(reference, 'too late')).json()).toMatchObject({ error: { code: 'Over' } });
  });

  it('is claimed only once: the second agent is told who has it', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const { reference, stream } = await server.waitingCustomer();
    const claims = await Promise.all([dana, kim].map((each) => each.post(`/chats/${reference}/claim`)));
    expect(claims.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const winner = claims[0]?.status === 200 ? 'Dana' : 'Kim';
    const refused = claims.find(({ status }) => status === 409);
    expect(refused?.json()).toMatchObject({ error: { code: 'Taken', message: `${winner} has this chat.` } });
    await stream.until(({ texts }) => texts.some((text) => String(text).includes('talking to')));
    // The second agent can read but not write.
    const loser = winner === 'Dana' ? kim : dana;
    expect((await loser.says(reference, 'me too')).status).toBe(409);
    expect((await loser.post(`/chats/${reference}/close`, { outcome: 'solved' })).status).toBe(409);
    expect((await loser.post(`/chats/${reference}/transfer`, { target: { to: 'bot' } })).status).toBe(409);
    expect((await loser.post(`/chats/${reference}/claim`, { takeOver: true })).status).toBe(409);
  });

  it('stores a message that an agent sends twice only once', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const { reference, stream } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    await Promise.all([1, 2, 3].map(() => dana.says(reference, 'once', 'the same id')));
    expect((await dana.says(reference, 'once', 'the same id')).status).toBe(200);
    await dana.says(reference, 'last');
    await stream.untilText('last');
    expect(stream.texts.filter((text) => text === 'once')).toHaveLength(1);
  });

  it('shows the position in the queue, and updates it', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const first = await server.waitingCustomer();
    const second = await server.customer();
    await second.asks('I want to talk to a human', 'number 2 in the queue');
    await second.asks('does EnShare cost anything?', 'EnShare');
    await dana.post(`/chats/${first.reference}/claim`);
    await second.stream.until(() => second.handoffStatus()?.['position'] === 1);
    // At this point one wait has been measured.
    expect(second.handoffStatus()).toMatchObject({ state: 'waiting', waitSeconds: 0 });
  });

  it('is cancelled by “never mind”, by similar words, and by the button', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    for (const words of ['never mind', 'please take me out: I want to leave the queue']) {
      const customer = await server.waitingCustomer();
      await customer.asks(words, 'no longer waiting for a person');
      expect(customer.handoffStatus()).toEqual({ state: 'bot' });
      await dana.queue(0);
    }
    const customer = await server.waitingCustomer();
    await customer.sendsEvent('handoff.leave', { reference: customer.reference });
    await customer.sees('no longer waiting for a person');
    await dana.queue(0);
  });

  it('can be ended by the customer, with the button or in words', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    for (const end of ['button', 'words']) {
      const customer = await server.waitingCustomer();
      await dana.post(`/chats/${customer.reference}/claim`);
      await customer.sees('talking to **Dana**');
      if (end === 'words') await customer.say('End chat.');
      else await customer.sendsEvent('handoff.leave', { reference: customer.reference });
      await customer.sees('You have ended the chat');
      expect(customer.handoffStatus()).toMatchObject({ state: 'closed', askRating: true });
      expect((await dana.state()).connected).toEqual([]);
      await customer.asks('4', 'Thank you for telling us');
    }
  });

  it('is not ended by a late press of the button of an earlier chat', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await customer.asks('never mind', 'no longer waiting for a person');
    await dana.queue(0);
    await customer.say('I want to talk to a human');
    const [next] = await dana.queue(1);
    await customer.sendsEvent('handoff.leave', { reference: customer.reference });
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    expect((await dana.queue(1))[0]?.reference).toBe(next?.reference);
    expect(next?.reference).not.toBe(customer.reference);
  });

  it('passes on words that merely sound like a command', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    for (const words of [
      'how do I end chat messages in EnTalk?',
      'never mind the guest network',
      '3',
      'help',
    ])
      await customer.say(words);
    const desk = dana.listens(customer.reference);
    await desk.untilText('help');
    await dana.says(customer.reference, 'still here');
    await customer.stream.untilText('still here');
    expect(customer.stream.texts.slice(-2)).toEqual(['help', 'still here']);
  });

  it('goes to a colleague, back to the queue or back to the bot, with a notice', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const customer = await server.waitingCustomer();
    const { reference } = customer;
    await dana.post(`/chats/${reference}/claim`);
    const { agents } = await dana.state();
    const kimsId = agents.find(({ name }) => name === 'Kim')?.id;
    const transfer = (who: typeof dana, target: object) =>
      who.post(`/chats/${reference}/transfer`, { target, message: 'Kim knows cameras.' });
    expect((await transfer(dana, { to: 'agent', agentId: 'nobody' })).json()).toMatchObject({
      error: { code: 'Absent' },
    });
    expect((await transfer(dana, { to: 'agent', agentId: kimsId })).status).toBe(200);
    await customer.sees('Dana has transferred you to **Kim**. They say: Kim knows cameras.');
    expect((await dana.says(reference, 'not mine any more')).status).toBe(409);
    expect((await transfer(kim, { to: 'queue' })).status).toBe(200);
    await customer.sees('Kim is asking a colleague to take over');
    expect(await dana.queue(1)).toMatchObject([{ reference, hasPriority: true }]);
    await dana.post(`/chats/${reference}/claim`);
    await transfer(dana, { to: 'bot' });
    await customer.sees('Dana has handed you back to me, the bot');
    await customer.asks('does EnShare cost anything?', 'EnShare');
  });

  it('comes back to the same agent, first in the queue', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    await dana.post(`/chats/${customer.reference}/close`, { outcome: 'follow-up' });
    await customer.sees('has ended the chat');
    await customer.asks('talk to a person', '“Dana” to come back. You are next');
    expect(await dana.queue(2)).toMatchObject([{ preferredAgent: 'Dana' }, { preferredAgent: null }]);
  });

  it('shows typing on both sides', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    await customer.sees('talking to **Dana**');
    const desk = dana.listens(customer.reference);
    await desk.until(({ texts }) => texts.length > 2);
    await send(`${server.url}/v3/directline/conversations/${customer.conversationId}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${customer.token}`, 'content-type': 'application/json' },
      body: { type: 'typing', from: { id: 'x' } },
    });
    await desk.until(({ activities }) => activities.some(({ type }) => type === 'typing'));
    await dana.post(`/chats/${customer.reference}/typing`);
    await customer.stream.until(({ activities }) => activities.some(({ type }) => type === 'typing'));
    expect(customer.stream.activities.filter(({ type }) => type === 'typing')).toMatchObject([
      { channelData: { agent: { name: 'Dana' } } },
    ]);
  });

  it("accepts files from the agent, checked like a customer's files", async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const { reference, stream } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    const manual = new File(['Press reset.'], '../<b>manual</b>.txt');
    const message = { text: 'Here it is.', clientId: 'with a text file' };
    for (const each of [message, message])
      expect((await dana.sends(reference, each, [manual])).status).toBe(200);
    await stream.untilText('Here it is.');
    const sent = stream.activities.filter(({ attachments }) => attachments !== undefined);
    const [attachment, ...more] = sent.flatMap(
      ({ attachments }) => attachments as { contentUrl: string; name: string }[],
    );
    expect(more).toEqual([]);
    expect(attachment?.name).toBe('b>.txt');
    expect((await send(String(attachment?.contentUrl))).text).toBe('Press reset.');

    const refused = async (file: File) =>
      (await dana.sends(reference, { text: '', clientId: `with ${file.name}` }, [file])).status;
    expect(await refused(new File(['<script>'], 'x-page.html'))).toBe(415);
    expect(await refused(new File(['<script>'], 'x-page.png', { type: 'image/png' }))).toBe(415);
    expect(await refused(new File([new Uint8Array(9 * 1024 * 1024)], 'large.bin'))).toBe(413);
  });

  it('accepts no files from strangers, other agents or other sites', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const { reference } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    const message = { text: 'Here it is.', clientId: 'with a text file' };
    const files = [new File(['Press reset.'], 'manual.txt')];
    expect((await kim.sends(reference, message, files)).status).toBe(409);
    expect((await dana.sends('NO-SUCH-CHAT', message, files)).status).toBe(404);
    const from = async (headers: Record<string, string>) => {
      const body = messageForm(message, files);
      const path = `${server.url}/desk/api/chats/${reference}/upload`;
      return (await fetch(path, { method: 'POST', headers, body })).status;
    };
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(401);
    expect(await from({ cookie: dana.cookie, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ cookie: dana.cookie, origin: 'https://elsewhere.example' })).toBe(403);
  });

  it('limits an agent’s parallel uploads, and accepts more when others have ended', async () => {
    const server = await openServer({ RATE_LIMIT: 'on' });
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const { reference } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    const message = { text: 'Here it is.', clientId: 'with a text file' };
    const files = [new File(['Press reset.'], 'manual.txt')];
    const begin = async () => {
      const socket = await openSocket(server.url);
      socket.write(
        `POST /desk/api/chats/${reference}/upload HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n` +
          `Cookie: ${dana.cookie}\r\nSec-Fetch-Site: same-origin\r\n` +
          'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n',
      );
      return socket;
    };
    const ongoing = await Promise.all(Array.from({ length: 7 }, begin));
    const answers = ongoing.map((socket) => socket.until(/\}\}/));
    expect(await Promise.race(answers)).toMatch(/^HTTP\/1\.1 429 [^]*Retry-After: \d/i);
    expect((await dana.sends(reference, message, files)).status).toBe(429);
    expect((await kim.sends(reference, message, files)).status).toBe(409);
    for (const answer of answers) answer.catch(() => undefined);
    for (const socket of ongoing) socket.reset();
    let answer = await dana.sends(reference, message, files);
    while (answer.status === 429) answer = await dana.sends(reference, message, files);
    expect(answer.status).toBe(200);
  });
});

describe('the desk', () => {
  it('shows the customer’s models, agents’ notes, and answers that may fit', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'ESR900:');
    await customer.asks('I want to talk to a human', 'You are next');
    const [waiting] = await dana.queue(1);
    const reference = String(waiting?.reference);
    const note = { text: 'Called <b>twice</b>', clientId: 'a note of its own' };
    await Promise.all([note, note].map((each) => dana.post(`/chats/${reference}/note`, each)));
    await dana.post(`/chats/${reference}/tag`, { tags: ['router'] });
    const detail = (await dana.get(`/chats/${reference}`)).json() as DeskChatDetail;
    expect(detail.devices).toEqual([{ model: 'ESR900', status: expect.stringMatching(/\w/) as string }]);
    expect(detail.notes).toMatchObject([{ agentName: 'Dana', text: 'Called <b>twice</b>' }]);
    expect(detail.tags).toEqual(['router']);
    // Customers do not see it.
    expect(JSON.stringify(customer.stream.frames)).not.toContain('twice');

    const answer = await dana.post('/suggestions', { text: 'does EnShare cost anything?' });
    const [first] = answer.json() as DeskSuggestion[];
    expect(first?.title).toMatch(/EnShare/);
    expect(first?.text).not.toBe('');
    expect((await dana.post('/suggestions', { text: 'EAP600 patched?' })).json()).toMatchObject([
      { text: expect.stringContaining('EAP600') as string },
    ]);
    // A wrong suggestion is worse than none.
    for (const text of ['and it blinks', 'I bought it last year', 'my ESR900 has a red light', 'hello'])
      expect((await dana.post('/suggestions', { text })).json()).toEqual([]);
    expect((await dana.get('/canned-replies')).json()).toContainEqual({
      id: expect.any(String) as string,
      title: expect.any(String) as string,
      text: expect.stringContaining('{customer}') as string,
    });
  });

  it('shows who is there, how many chats they have, and which one they are viewing', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const { reference } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    await dana.post('/presence', { availability: 'busy', viewing: reference });
    expect((await kim.state()).agents).toMatchObject([
      { name: 'Dana', availability: 'busy', chats: 1, viewing: reference },
      { name: 'Kim', availability: 'available', chats: 0, viewing: null },
    ]);
    await dana.post('/sign-out');
    expect((await kim.state()).agents.map(({ name }) => name)).toEqual(['Kim']);
  });

  it('stays with an agent who signs out in one browser while another is signed in', async () => {
    const server = await openServer();
    const [dana, kim] = [await server.agent('Dana'), await server.agent('Kim')];
    const { reference } = await server.waitingCustomer();
    await dana.post(`/chats/${reference}/claim`);
    const elsewhere = await server.agent('Dana');
    await dana.post('/sign-out');
    const { agents, connected } = await kim.state();
    expect(agents.map(({ name }) => name)).toEqual(['Dana', 'Kim']);
    expect(connected).toMatchObject([{ reference, agent: { name: 'Dana' } }]);
    await elsewhere.post('/sign-out');
    expect((await kim.state()).agents.map(({ name }) => name)).toEqual(['Kim']);
  });

  it('tells a customer that nobody is there when all agents are away or gone', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    await dana.post('/presence', { availability: 'away' });
    const customer = await server.customer();
    await customer.asks('I want to talk to a human', 'nobody can take over');
    expect((await dana.state()).waiting).toEqual([]);
    await dana.post('/presence', { availability: 'busy' });
    await customer.asks('I want to talk to a human', 'You are next');
  });

  it('enforces the limit of chats per agent', async () => {
    const server = await openServer({ CHATS_PER_AGENT: '1' });
    const dana = await server.agent('Dana');
    const [first, second] = [await server.waitingCustomer(), await server.waitingCustomer()];
    await dana.post(`/chats/${first.reference}/claim`);
    expect((await dana.post(`/chats/${first.reference}/claim`)).status).toBe(200);
    const refused = await dana.post(`/chats/${second.reference}/claim`);
    expect(refused.json()).toMatchObject({ error: { code: 'LimitReached' } });
  });

  it('assigns chats in rotation if configured to', async () => {
    const server = await openServer({ ASSIGNMENT: 'round-robin', CHATS_PER_AGENT: '2' });
    const dana = await server.agent('Dana');
    await server.agent('Kim');
    await (await server.agent('Lee')).post('/presence', { availability: 'busy' });
    const customers = [];
    for (let count = 0; count < 4; count += 1) {
      const customer = await server.customer();
      await customer.asks('I want to talk to a human', 'You are talking to');
      customers.push(customer);
    }
    const { agents } = await dana.state();
    expect(agents.map(({ name, chats }) => [name, chats])).toEqual([
      ['Dana', 2],
      ['Kim', 2],
      ['Lee', 0],
    ]);
  });

  it('lets a supervisor write in a chat and take it over', async () => {
    const server = await openServer();
    const [dana, sue] = [await server.agent('Dana'), await server.agent('Sue', 'supervisor')];
    const customer = await server.waitingCustomer();
    const { reference } = customer;
    await dana.post(`/chats/${reference}/claim`);
    expect((await sue.says(reference, 'Sue here, one word')).status).toBe(200);
    await customer.stream.untilText('Sue here, one word');
    expect((await sue.post(`/chats/${reference}/claim`, { takeOver: true })).status).toBe(200);
    await customer.sees('Dana has transferred you to **Sue**');
    expect((await dana.says(reference, 'mine?')).json()).toMatchObject({
      error: { message: 'Sue has this chat.' },
    });
  });
});

describe('a caller who is not signed in', () => {
  const paths = [
    ['GET', '/state'],
    ['GET', '/chats/CHAT-0001'],
    ['GET', '/canned-replies'],
    ['POST', '/presence'],
    ['POST', '/suggestions'],
    ...['claim', 'transfer', 'close', 'tag', 'note', 'typing', 'messages'].map((action) => [
      'POST',
      `/chats/CHAT-0001/${action}`,
    ]),
  ] as [string, string][];

  it('can neither read nor change anything, even with a customer’s token', async () => {
    const server = await openServer();
    const customer = await server.customer();
    for (const [method, path] of paths) {
      const answer = await send(`${server.url}/desk/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${customer.token}`,
          cookie: `desk=${customer.token}`,
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
        },
        ...(method === 'POST' ? { body: {} } : {}),
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  const upgradeStatus = (url: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url, { headers });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => {
        socket.terminate();
        resolve(101);
      });
      socket.on('error', () => undefined);
    });

  it('cannot open a desk socket; nor can another site’s page in an agent’s browser', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const { reference, token } = await server.waitingCustomer();
    for (const path of ['/desk/socket', `/desk/chats/${reference}/stream`]) {
      const url = `${server.url.replace('http', 'ws')}${path}`;
      const origin = server.url;
      expect(await upgradeStatus(url, { origin })).toBe(401);
      expect(await upgradeStatus(`${url}?t=${token}`, { origin, cookie: `desk=${token}` })).toBe(401);
      expect(await upgradeStatus(url, { cookie: dana.cookie })).toBe(403);
      expect(await upgradeStatus(url, { cookie: dana.cookie, origin: 'https://evil.example' })).toBe(403);
      expect(await upgradeStatus(url, { cookie: dana.cookie, origin })).toBe(101);
    }
    const unknown = `${server.url.replace('http', 'ws')}/desk/chats/OTHER/stream`;
    expect(await upgradeStatus(unknown, { cookie: dana.cookie, origin: server.url })).toBe(404);
  });

  it('cannot rate or leave another customer’s chat', async () => {
    const server = await openServer();
    await server.agent('Dana');
    const [victim, other] = [await server.waitingCustomer(), await server.customer()];
    await other.sendsEvent('handoff.leave', { reference: victim.reference });
    await other.sendsEvent('handoff.rating', { reference: victim.reference, stars: 1 });
    await other.asks('does EnShare cost anything?', 'EnShare');
    await victim.asks('talk to a person', 'You are next');
    expect(victim.handoffStatus()).toMatchObject({ state: 'waiting', reference: victim.reference });
  });
});

describe('the socket of the desk', () => {
  it('sends the state at once and whenever it changes, and closes when the agent signs out', async () => {
    const server = await openServer({ AGENT_GONE_SECONDS: '3' });
    const dana = await server.agent('Dana');
    const states: { waiting: unknown[]; connected: unknown[] }[] = [];
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/desk/socket`, {
      headers: { cookie: dana.cookie, origin: server.url },
    });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    const changes = new EventTarget();
    socket.on('message', (data: Buffer) => {
      states.push(JSON.parse(data.toString()) as (typeof states)[number]);
      changes.dispatchEvent(new Event('change'));
    });
    const until = async (found: () => boolean): Promise<void> => {
      while (!found())
        await new Promise((resolve) => changes.addEventListener('change', resolve, { once: true }));
    };
    await until(() => states.length > 0);
    const { reference } = await server.waitingCustomer();
    await until(() => states.at(-1)?.waiting.length === 1);
    await dana.post(`/chats/${reference}/claim`);
    await until(() => states.at(-1)?.connected.length === 1);
    await dana.post('/sign-out');
    expect(await closed).toBe(4401);
  });
});

describe('a stream of a chat', () => {
  it('resumes where it was cut off', async () => {
    const server = await openServer();
    const dana = await server.agent('Dana');
    const customer = await server.waitingCustomer();
    await dana.post(`/chats/${customer.reference}/claim`);
    const before = dana.listens(customer.reference);
    await before.until(({ texts }) => texts.some((text) => String(text).includes('talking to')));
    before.socket.terminate();
    for (const text of ['one', 'two', 'three']) await customer.say(text);
    const watermark = Number(before.frames.at(-1)?.watermark);
    const after: Stream = dana.listens(customer.reference, watermark);
    await after.untilText('three');
    expect(after.texts).toEqual(['one', 'two', 'three']);
  });
});
