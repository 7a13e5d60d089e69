import { describe, expect, it } from 'vitest';
import { call } from '../directline/harness.ts';
import type { TeamsUser } from '#tests/support/teams-room.ts';
import { open, openChat } from './teams-desk.ts';

const titlesOn = (card: { activity: { attachments?: { content?: unknown }[] } }): string[] =>
  (
    (card.activity.attachments?.[0]?.content ?? { actions: [] }) as { actions: { title: string }[] }
  ).actions.map(({ title }) => title);

describe('linking a desk account to a Teams user', () => {
  it('accepts a code from the desk once, in a private chat with the bot', async () => {
    const { server, room, sue } = await open();
    expect((await sue.web.get('/teams')).json()).toMatchObject({ isLinked: true, hasChannel: true });
    const mallory = room.user('Mallory');
    await mallory.alone(`/link ${sue.code}`);
    await room.until('That code is wrong', mallory.aloneId);
    const dana = await server.agent('Dana');
    const { code } = (await dana.post('/teams/code')).json() as { code: string };
    await mallory.inChannel(`/link ${code}`);
    await room.until('private chat with me');
    expect((await dana.get('/teams')).json()).toMatchObject({ isLinked: false });
  });

  it('stops guessing after five wrong codes', async () => {
    const { room } = await open();
    const mallory = room.user('Mallory');
    for (const code of ['A', 'B', 'C', 'D', 'E']) await mallory.alone(`/link ${code}`);
    await mallory.alone('/link F');
    await room.until('too many wrong codes', mallory.aloneId);
    expect(room.wordsIn(mallory.aloneId)).toHaveLength(6);
  });

  it('can be undone from either side', async () => {
    const { room, linkedAgent } = await open();
    const dana = await linkedAgent('Dana');
    await dana.user.alone('/unlink');
    await room.until('no longer linked to the desk', dana.user.aloneId);
    const kim = await linkedAgent('Kim');
    expect((await kim.web.post('/teams/unlink')).json()).toMatchObject({ isLinked: false });
    await kim.user.inChannel('/desk off');
    await room.until('Only agents of the support desk');
  });
});

describe('registering a support channel', () => {
  it('is for supervisors of the desk, in a channel', async () => {
    const { room, linkedAgent, sue } = await open();
    const dana = await linkedAgent('Dana');
    await dana.user.inChannel('/desk off');
    await room.until('Only a supervisor');
    await room.user('Mallory').inChannel('/desk on');
    await room.until('Only agents of the support desk');
    await sue.user.alone('/desk on');
    await room.until('in a channel of the team', sue.user.aloneId);
    expect((await sue.web.get('/teams')).json()).toMatchObject({ hasChannel: true });
    await sue.user.inChannel('/desk off');
    await room.until('no longer posted to this channel');
    expect((await sue.web.get('/teams')).json()).toMatchObject({ hasChannel: false });
  });

  it('lets customers wait for a person even if nobody is at the web desk', async () => {
    const { server } = await open();
    const customer = await server.customer();
    await customer.asks('I want to talk to a human', 'You are next');
    expect(customer.handoffStatus()).toMatchObject({ state: 'waiting' });
  });
});

describe('a request in the support channel', () => {
  it("is one card with the customer, topic, models and messages, which shows the chat's state", async () => {
    const { server, room, linkedAgent } = await open();
    const dana = await linkedAgent('Dana');
    const customer = await server.customer();
    await customer.asks('is the ESR900 patched?', 'Did this help?');
    await customer.asks('I want to talk to a human', 'Your reference is');
    const reference = String(customer.handoffStatus()?.['reference']);
    const card = await room.until(reference, room.channelId);
    const words = JSON.stringify(card.activity);
    for (const part of [
      'Web chat',
      'ESR900: In Progress',
      'is the ESR900 patched?',
      'Waiting',
      'TIME(2024-05-06',
    ])
      expect(words).toContain(part);
    expect(titlesOn(card)).toEqual(['Take this chat']);

    const answer = await dana.user.presses(card, 'Take this chat');
    expect(answer.type).toBe('application/vnd.microsoft.card.adaptive');
    expect(JSON.stringify(answer.value)).toContain('Taken by Dana');
    await room.until('Taken by Dana', room.channelId);
    expect(titlesOn(card)).toContain('Close as solved');
    await dana.user.presses(card, 'Close as solved');
    await customer.sees('Dana has ended the chat');
    await room.until('Closed as solved (agent: Dana)', room.channelId);
    expect(titlesOn(card)).toEqual([]);
    expect(room.wordsIn(room.channelId)).toHaveLength(1);
  });

  it('goes to only one of several agents who take it at the same time, from Teams or the web desk', async () => {
    const { server, room, linkedAgent } = await open();
    const [dana, kim] = [await linkedAgent('Dana'), await server.agent('Kim')];
    const customer = await server.waitingCustomer();
    const card = await room.until(customer.reference, room.channelId);
    expect((await kim.state()).waiting).toHaveLength(1);
    const [pressed, claimed] = await Promise.all([
      dana.user.presses(card, 'Take this chat'),
      kim.post(`/chats/${customer.reference}/claim`),
    ]);
    const danaHasIt = pressed.type === 'application/vnd.microsoft.card.adaptive';
    expect(danaHasIt).toBe(claimed.status === 409);
    const winner = danaHasIt ? 'Dana' : 'Kim';
    expect(danaHasIt ? 'Kim has this chat.' : pressed.value).toBe('Kim has this chat.');
    await room.until(`Taken by ${winner}`, room.channelId);
  });

  it('can be taken only by agents, and not with a forged or outdated button', async () => {
    const { server, room, linkedAgent } = await open();
    const dana = await linkedAgent('Dana');
    const customer = await server.waitingCustomer();
    const card = await room.until(customer.reference, room.channelId);
    const refused = await room.user('Mallory').presses(card, 'Take this chat');
    expect(refused).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
    expect(refused.value).toContain('Only agents');
    const forged = (data: object) =>
      dana.user.presses(
        {
          ...card,
          activity: { attachments: [{ contentType: '', content: { actions: [{ title: 'x', ...data }] } }] },
        },
        'x',
      );
    for (const data of [
      { verb: 'desk.claim', data: { reference: 'REF-none' } },
      { verb: 'desk.claim', data: {} },
      { verb: 'desk.close', data: { reference: customer.reference, outcome: 'shut' } },
      { verb: 'desk.rob', data: { reference: customer.reference } },
    ])
      expect((await forged(data)).value).toContain('older card');
    await dana.user.presses(card, 'Take this chat');
    expect((await forged({ verb: 'desk.claim', data: { reference: customer.reference } })).type).toContain(
      'card',
    );
    expect((await server.storedChat(customer.reference))?.agent?.name).toBe('Dana');
  });

  it('can also be taken with a client without Execute, which sends a message', async () => {
    const { server, room, linkedAgent } = await open();
    const dana = await linkedAgent('Dana');
    const customer = await server.waitingCustomer();
    const card = await room.until(customer.reference, room.channelId);
    const { actions } = (card.activity.attachments?.[0]?.content ?? { actions: [] }) as {
      actions: { fallback: { data: object } }[];
    };
    const value = actions[0]?.fallback.data;
    const thread = `${room.channelId};messageid=${card.id}`;
    await dana.user.inChannel('', { thread, mentions: false, more: { value } });
    await customer.sees('You are talking to **Dana** now');
    expect((await server.storedChat(customer.reference))?.agent?.name).toBe('Dana');
  });
});

describe('talking in the thread of the card', () => {
  it('messages that mention the bot go to the customer; all others stay between colleagues', async () => {
    const { server, dana, customer, thread, room } = await openChat();
    await room.until('in this thread', thread);
    await dana.user.inChannel('secret among us', { thread, mentions: false });
    await dana.user.inChannel('Hello, I am here', { thread });
    await customer.sees('Hello, I am here');
    await customer.say('Good, *my* router is dead');
    const card = await room.until('my* router is dead', thread);
    expect(card.activity.textFormat).toBe('plain');
    expect(customer.stream.texts.join('\n')).not.toContain('secret');
    expect((await server.storedChat(customer.reference))?.state).toBe('connected');
  });

  it("only the chat's agent can write in it", async () => {
    const { customer, thread, room, linkedAgent } = await openChat();
    const kim = await linkedAgent('Kim');
    await kim.user.inChannel('me too', { thread });
    await room.until('Dana has this chat.', thread);
    await room.user('Mallory').inChannel('and me', { thread });
    await room.until('Only agents of the support desk', thread);
    expect(customer.stream.texts.join('\n')).not.toMatch(/me too|and me/);
  });

  it('a message that Teams delivers twice is sent once', async () => {
    const { dana, customer, thread } = await openChat();
    for (const _ of [1, 2]) await dana.user.inChannel('only once', { thread, more: { id: 'the same' } });
    await dana.user.inChannel('last', { thread });
    await customer.sees('last');
    expect(customer.stream.texts.filter((text) => text === 'only once')).toHaveLength(1);
  });

  it('typing is shown on both sides', async () => {
    const { server, dana, customer, thread, room } = await openChat();
    await dana.user.inChannel('', { thread, mentions: false, more: { type: 'typing' } });
    await customer.stream.until(({ activities }) =>
      activities.some(
        ({ type, channelData }) => type === 'typing' && JSON.stringify(channelData).includes('Dana'),
      ),
    );
    const before = room.shown.length;
    await customer.types();
    await room.until('"type":"typing"', thread);
    expect(room.shown.length).toBeGreaterThan(before);
    expect((await server.storedChat(customer.reference))?.state).toBe('connected');
  });

  it('files can be sent in both directions', async () => {
    const { server, dana, customer, thread, room } = await openChat();
    const downloadUrl = room.file('how to reset it', 'text/plain');
    await dana.user.inChannel('Read this', {
      thread,
      more: {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name: 'reset.txt',
            content: { downloadUrl, fileType: 'txt' },
          },
          { contentType: 'text/html', content: '<p>Read this</p>' },
        ],
      },
    });
    await customer.sees('Read this');
    const forwarded = customer.stream.activities.find(({ text }) => text === 'Read this');
    const [file] = (forwarded?.['attachments'] ?? []) as { name: string; contentUrl: string }[];
    expect(file?.name).toBe('reset.txt');
    expect(await (await fetch(file?.contentUrl ?? '')).text()).toBe('how to reset it');

    await dana.user.inChannel('And this', {
      thread,
      more: {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name: 'evil.exe',
            content: { downloadUrl: 'http://192.0.2.1/evil', fileType: 'exe' },
          },
        ],
      },
    });
    await room.until('could not be passed on: evil.exe', thread);
    await customer.sees('And this');

    const { conversationId, userId, token } = customer;
    await call(server.url, 'POST', `/conversations/${conversationId}/upload?userId=${userId}`, {
      token,
      body: new Uint8Array(Buffer.from('its log')),
      headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="router.log"' },
    });
    const card = await room.until('router.log: http', thread);
    const address = /router\.log: (\S+)/.exec(card.activity.text ?? '')?.[1];
    expect(await (await fetch(address ?? '')).text()).toBe('its log');
  });

  it('each side is told when the other ends the chat', async () => {
    const { customer, thread, room } = await openChat();
    await customer.say('bye then');
    await customer.say('end chat');
    await room.until('The customer has ended the chat.', thread);
    const words = room.wordsIn(thread).join('\n');
    expect(words.indexOf('bye then')).toBeLessThan(words.indexOf('has ended the chat'));
    await room.until('Closed by the customer', room.channelId);
  });

  it('a chat stays open while Teams has yet to show its agent what the customer has written', async () => {
    const { server, room, dana, card, thread, customer } = await openChat();
    await room.until('Taken by Dana', room.channelId);
    room.refuse(thread, 503);
    await customer.say('one more thing');
    expect((await dana.user.presses(card, 'Close as solved')).value).toContain('has written again');
    expect((await server.storedChat(customer.reference))?.state).toBe('connected');
  });

  it('a chat for which Teams accepts nothing returns to the queue', async () => {
    const { server, room, thread, customer } = await openChat();
    room.refuse(thread, 403);
    await customer.say('are you there?');
    await customer.sees("I've lost the connection to Dana");
    expect((await server.storedChat(customer.reference))?.state).toBe('waiting');
  });
});

describe('commands', () => {
  it.each(['/close', '/close follow-up'])('“%s” ends the chat', async (command) => {
    const { server, dana, customer, thread } = await openChat();
    await dana.user.inChannel(command, { thread });
    await customer.sees('Dana has ended the chat');
    const outcome = command === '/close' ? 'solved' : 'follow-up';
    expect((await server.storedChat(customer.reference))?.outcome).toBe(outcome);
  });

  it('“/transfer” moves the chat to the queue, the bot, or a colleague at the desk', async () => {
    const { server, dana, customer, thread, room, card } = await openChat();
    await dana.user.inChannel('/transfer queue back soon', { thread });
    await customer.sees('back soon');
    await room.until('back in the queue', thread);
    await room.until('Waiting', room.channelId);
    await dana.user.presses(card, 'Take this chat');
    const kim = await server.agent('Kim Lee');
    await dana.user.inChannel('/transfer nobody at all', { thread });
    await room.until('That colleague is not at the desk.', thread);
    await dana.user.inChannel('/transfer kim lee who knows it best', { thread });
    await customer.sees('who knows it best');
    await room.until('Kim Lee now has the chat', thread);
    expect((await kim.state()).connected[0]?.agent?.name).toBe('Kim Lee');
    await dana.user.inChannel('I am still here', { thread });
    await room.until('Kim Lee has this chat.', thread);
  });

  it('“/note” stores a note that the customer never sees', async () => {
    const { dana, customer, thread, room } = await openChat();
    await dana.user.inChannel('/note knows a lot', { thread });
    await room.until('Noted', thread);
    const { notes } = (await dana.web.get(`/chats/${customer.reference}`)).json() as {
      notes: { text: string }[];
    };
    expect(notes.map(({ text }) => text)).toEqual(['knows a lot']);
    expect(customer.stream.texts.join('\n')).not.toContain('knows a lot');
  });

  it.each(['close the window', 'please /close it', '/24 is the netmask', '/etc/hosts', 'transfer bot'])(
    '“%s” is not a command: the customer reads it',
    async (text) => {
      const { dana, customer, thread } = await openChat();
      await dana.user.inChannel(text, { thread });
      await customer.sees(text);
      expect(customer.handoffStatus()).toMatchObject({ state: 'connected' });
    },
  );

  it('an unknown command is not sent to the customer unless its slash is doubled', async () => {
    const { dana, customer, thread, room } = await openChat();
    await dana.user.inChannel('/colse', { thread });
    await room.until('There is no command /colse', thread);
    await dana.user.inChannel('//colse', { thread });
    await customer.sees('/colse');
    expect(customer.stream.texts.filter((text) => String(text).includes('colse'))).toEqual(['/colse']);
  });
});

describe('chatting in private with the bot, if so configured', () => {
  it('everything that the agent writes goes to their customer', async () => {
    const { server, dana, customer, room, thread } = await openChat({ TEAMS_DESK_TALK: 'personal' });
    const talks = async (user: TeamsUser, text: string) => {
      await user.alone(text);
      await customer.sees(text);
    };
    await room.until('You are now chatting with', dana.user.aloneId);
    await talks(dana.user, 'Hello from our own chat');
    await customer.say('Hello Dana');
    await room.until('Hello Dana', dana.user.aloneId);
    await dana.user.inChannel('wrong place', { thread });
    await room.until('in our private chat', thread);

    const other = await server.waitingCustomer();
    const second = await room.until(other.reference, room.channelId);
    expect((await dana.user.presses(second, 'Take this chat')).value).toContain('You already have a chat');
    await dana.user.alone('/close');
    await customer.sees('Dana has ended the chat');
    await dana.user.alone('is the EAP600 patched?');
    await room.until('EAP600: Available Now', dana.user.aloneId);
  });
});
