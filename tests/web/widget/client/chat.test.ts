import { beforeEach, describe, expect, test } from 'vitest';
import { createChatClient } from '#web/widget/client/create-chat-client.ts';
import type { ChatClient } from '#web/widget/client/chat-client.ts';
import { createStorage, FakeTime, openTab, type Tab } from './fake-surroundings.ts';
import { FakeDirectLine, SERVER } from './fake-direct-line.ts';

let server: FakeDirectLine;
let time: FakeTime;
let storage: ReturnType<typeof createStorage>;

beforeEach(() => {
  server = new FakeDirectLine();
  time = new FakeTime();
  storage = createStorage();
});

const SOON = 100;

/** Opens a tab of the visitor's browser with a connected chat. */
async function visit(): Promise<{ chat: ChatClient; tab: Tab }> {
  const tab = openTab({ time, storage, fetch: server.fetch, openSocket: server.openSocket });
  const chat = createChatClient({ server: SERVER, locale: () => 'en', surroundings: tab.surroundings });
  chat.connect();
  await time.pass(SOON);
  return { chat, tab };
}

/** The same with another Direct Line service, whose tokens come from the site's own server. */
async function visitElsewhere(): Promise<ChatClient> {
  server.isOurs = false;
  const { surroundings } = openTab({ time, storage, fetch: server.fetch, openSocket: server.openSocket });
  const tokenUrl = `${SERVER}/token-of-the-site`;
  const chat = createChatClient({ server: SERVER, tokenUrl, locale: () => 'en', surroundings });
  chat.connect();
  await time.pass(SOON);
  return chat;
}

/** What a chat shows, one line per entry. */
const shown = ({ entries }: ChatClient): string[] =>
  entries.value.map((entry) =>
    entry.kind === 'pending' ? `(${entry.state}) ${entry.text}` : `${entry.from}: ${entry.text}`,
  );

describe('a conversation', () => {
  test('requests and stores nothing before it is connected', async () => {
    const tab = openTab({ time, storage, fetch: server.fetch, openSocket: server.openSocket });
    createChatClient({ server: SERVER, locale: () => 'en', surroundings: tab.surroundings });
    await time.pass(60_000);
    expect(server.asked).toEqual([]);
    expect(storage.getItem(`support-chat:${SERVER}`)).toBeNull();
  });

  test('greets, sends a message and shows the answer', async () => {
    const { chat } = await visit();
    chat.send('hi');
    expect(shown(chat)).toEqual(['bot: Hello!', '(sending) hi']);
    await time.pass(SOON);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(chat.connection.value).toBe('online');
  });

  test('is the same after a reload and in a second tab, in the original order', async () => {
    const { chat } = await visit();
    chat.send('one');
    chat.send('two');
    await time.pass(SOON);
    const second = await visit();
    expect(shown(second.chat)).toEqual(shown(chat));
    second.chat.send('three');
    await time.pass(SOON);
    expect(shown(chat)).toEqual(shown(second.chat));
    expect(server.said('user')).toEqual(['one', 'two', 'three']);
    expect(server.conversations).toHaveLength(1);
  });

  test('starts over on request, in every tab', async () => {
    const { chat } = await visit();
    const second = await visit();
    chat.send('hi');
    await time.pass(SOON);
    chat.startNew();
    await time.pass(SOON);
    second.tab.happens('stored');
    await time.pass(SOON);
    expect(shown(chat)).toEqual(['bot: Hello!']);
    expect(shown(second.chat)).toEqual(['bot: Hello!']);
    expect(server.conversations).toHaveLength(2);
  });

  test('goes back to an earlier chat, in every tab, and stays there after a reload', async () => {
    const { chat } = await visit();
    chat.send('the first one');
    await time.pass(SOON);
    chat.startNew();
    await time.pass(SOON);
    chat.send('the second one');
    await time.pass(SOON);
    const [earlier, ...others] = (await chat.earlierChats()) ?? [];
    expect([earlier?.firstWords, others]).toEqual(['the first one', []]);
    const second = await visit();
    chat.goTo(earlier?.conversationId ?? '');
    await time.pass(SOON);
    second.tab.happens('stored');
    await time.pass(SOON);
    const first = ['bot: Hello!', 'visitor: the first one', 'bot: You said the first one'];
    expect(shown(chat)).toEqual(first);
    expect(shown(second.chat)).toEqual(first);
    expect(shown((await visit()).chat)).toEqual(first);
  });

  test('says how soon a person usually answers, if the server has measured it', async () => {
    expect((await visit()).chat.usualWait.value).toBeUndefined();
    server.usualWaitSeconds = 90;
    expect((await visit()).chat.usualWait.value).toBe(90);
  });

  test('cannot go back if another service stores the chats', async () => {
    expect((await visitElsewhere()).canGoBack).toBe(false);
  });

  test('shows the label of a translated button and sends what the bot understands', async () => {
    const { chat } = await visit();
    chat.send('Talk to a person', { displayText: 'Mit einem Menschen sprechen' });
    await time.pass(SOON);
    expect(server.said('user')).toEqual(['Talk to a person']);
    expect(shown(chat)).toContain('visitor: Mit einem Menschen sprechen');
  });
});

describe('a message', () => {
  test('is shown once if it arrived but the response was lost', async () => {
    const { chat } = await visit();
    let faults = 1;
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') && (faults -= 1) >= 0 ? 'answer lost' : undefined;
    chat.send('hi');
    await time.pass(30_000);
    expect(server.said('user')).toEqual(['hi']);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
  });

  test('fails after half a minute without a response, and is sent once on retry', async () => {
    const { chat } = await visit();
    server.fault = (path) => (path.endsWith('/activities') ? 'lost' : undefined);
    chat.send('hi');
    await time.pass(60_000);
    expect(shown(chat)).toEqual(['bot: Hello!', '(failed) hi']);
    server.fault = () => undefined;
    const [pending] = chat.entries.value.filter((entry) => entry.kind === 'pending');
    chat.retry(pending?.clientId ?? '');
    await time.pass(SOON);
    expect(server.said('user')).toEqual(['hi']);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
  });

  test('written offline is sent when the network is back', async () => {
    const { chat, tab } = await visit();
    tab.setOffline(true);
    tab.happens('offline');
    server.dropSockets();
    chat.send('hi');
    await time.pass(120_000);
    expect(chat.connection.value).toBe('offline');
    expect(shown(chat)).toEqual(['bot: Hello!', '(sending) hi']);
    tab.setOffline(false);
    tab.happens('online');
    await time.pass(10_000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(chat.connection.value).toBe('online');
  });

  test('that is still being sent when the page closes is sent by the next page', async () => {
    const { chat } = await visit();
    server.fault = (path) => (path.endsWith('/activities') ? 'lost' : undefined);
    chat.send('hi');
    await time.pass(SOON);
    chat.close();
    server.fault = () => undefined;
    const next = await visit();
    await time.pass(SOON);
    expect(server.said('user')).toEqual(['hi']);
    expect(shown(next.chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
  });

  test.each([
    [413, 'too-long'],
    [400, undefined],
  ])('refused with %i fails at once', async (status, failure) => {
    const { chat } = await visit();
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') ? { status } : undefined;
    chat.send('hi');
    await time.pass(SOON);
    expect(chat.entries.value.at(-1)).toMatchObject({
      kind: 'pending',
      state: 'failed',
      ...(failure && { failure }),
    });
    chat.discard((chat.entries.value.at(-1) as { clientId: string }).clientId);
    expect(shown(chat)).toEqual(['bot: Hello!']);
  });
});

describe('a connection', () => {
  test('resumes after a break without missing anything', async () => {
    const { chat } = await visit();
    server.dropSockets();
    server.says({ text: 'While you were away' });
    await time.pass(SOON);
    expect(chat.connection.value).toBe('reconnecting');
    await time.pass(5000);
    expect(chat.connection.value).toBe('online');
    expect(shown(chat)).toEqual(['bot: Hello!', 'bot: While you were away']);
  });

  test('that died silently is noticed', async () => {
    const { chat } = await visit();
    server.killSocketsSilently();
    server.says({ text: 'Are you there?' });
    await time.pass(90_000);
    expect(shown(chat)).toContain('bot: Are you there?');
    server.says({ text: 'Good.' });
    await time.pass(SOON);
    expect(shown(chat)).toContain('bot: Good.');
  });

  test('polls if sockets are blocked', async () => {
    server.keepsSocketsOut = true;
    const { chat } = await visit();
    await time.pass(10_000);
    chat.send('hi');
    await time.pass(5000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(chat.connection.value).toBe('online');
  });

  test('with an expired token gets another one for the same conversation', async () => {
    const { chat } = await visit();
    let faults = 1;
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') && (faults -= 1) >= 0 ? { status: 403 } : undefined;
    chat.send('hi');
    await time.pass(5000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(server.conversations).toHaveLength(1);
  });

  test('is refused to a page that is not allowed', async () => {
    server.fault = () => ({ status: 403 });
    const { chat } = await visit();
    expect(chat.connection.value).toBe('refused');
  });

  test('comes back when a server that was down is back', async () => {
    server.fault = () => ({ status: 503 });
    const { chat } = await visit();
    await time.pass(5000);
    expect(chat.connection.value).toBe('connecting');
    await time.pass(25_000);
    expect(chat.connection.value).toBe('unreachable');
    server.fault = () => undefined;
    await time.pass(30_000);
    expect(chat.connection.value).toBe('online');
    expect(shown(chat)).toEqual(['bot: Hello!']);
  });
});

describe('in a browser whose storage is full', () => {
  /** The next message finds the token expired. */
  const expireToken = (): void => {
    let faults = 1;
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') && (faults -= 1) >= 0 ? { status: 403 } : undefined;
  };
  const fill = (): void => {
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  };

  test('a conversation goes on after its token has expired', async () => {
    fill();
    const { chat } = await visit();
    chat.send('one');
    await time.pass(SOON);
    expireToken();
    chat.send('two');
    await time.pass(5000);
    expect(server.said('user')).toEqual(['one', 'two']);
    expect(shown(chat)).toEqual([
      'bot: Hello!',
      'visitor: one',
      'bot: You said one',
      'visitor: two',
      'bot: You said two',
    ]);
    expect(server.conversations).toHaveLength(1);
  });

  test('a new chat is not exchanged for the stored one, whatever happens in other tabs', async () => {
    const { chat, tab } = await visit();
    fill();
    chat.startNew();
    await time.pass(SOON);
    tab.happens('stored');
    await time.pass(SOON);
    expireToken();
    chat.send('something else');
    await time.pass(5000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: something else', 'bot: You said something else']);
    expect(server.said('user')).toEqual(['something else']);
  });

  test('everything is stored once there is room again', async () => {
    const { setItem } = storage;
    fill();
    const { chat } = await visit();
    storage.setItem = setItem;
    chat.send('hi');
    await time.pass(SOON);
    expect(shown((await visit()).chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(server.conversations).toHaveLength(1);
  });
});

describe('a site that changes its settings', () => {
  test('has each message sent in its present language', async () => {
    let locale = 'en';
    const { surroundings } = openTab({ time, storage, fetch: server.fetch, openSocket: server.openSocket });
    const chat = createChatClient({ server: SERVER, locale: () => locale, surroundings });
    chat.connect();
    await time.pass(SOON);
    chat.send('hi');
    await time.pass(SOON);
    locale = 'es';
    chat.send('hola');
    await time.pass(SOON);
    const visitors = server.current.activities.filter(({ from }) => from?.role === 'user');
    expect(visitors.map((activity) => activity.locale)).toEqual(['en', 'es']);
  });

  test('tells agents no more pages once it shares none, until it shares them again', async () => {
    let page: string | undefined = 'https://shop.example.com/routers';
    const { surroundings } = openTab({ time, storage, fetch: server.fetch, openSocket: server.openSocket });
    const present = () => (page === undefined ? undefined : { page, referrer: '' });
    const chat = createChatClient({
      server: SERVER,
      locale: () => 'en',
      surroundings: { ...surroundings, visit: present },
    });
    const told = (): number => server.asked.filter((request) => request.endsWith('/visit')).length;
    chat.connect();
    await time.pass(SOON);
    expect(told()).toBe(1);
    page = undefined;
    await time.pass(60_000);
    expect(told()).toBe(1);
    page = 'https://shop.example.com/cameras';
    await time.pass(10_000);
    expect(told()).toBe(2);
  });
});

describe('behind a proxy that breaks sockets', () => {
  test('messages arrive by polls within seconds, without a banner, when sockets carry nothing', async () => {
    server.swallowsFrames = true;
    const { chat } = await visit();
    await time.pass(6000);
    server.says({ text: 'Can you see this?' });
    await time.pass(2500);
    expect(shown(chat)).toEqual(['bot: Hello!', 'bot: Can you see this?']);
    expect(chat.connection.value).toBe('online');
  });

  test('polls bring the messages, and few sockets are tried, when each is cut at once', async () => {
    server.cutsSocketsAfter = (cut) => void time.after(50, cut);
    const { chat } = await visit();
    await time.pass(5 * 60_000);
    expect(server.socketsOpened).toBeGreaterThan(2);
    expect(server.socketsOpened).toBeLessThan(8);
    server.says({ text: 'Still here' });
    await time.pass(2500);
    expect(shown(chat)).toEqual(['bot: Hello!', 'bot: Still here']);
    expect(chat.connection.value).toBe('online');
  });

  test('polls take over after the second socket that passes only its first frame', async () => {
    const { chat } = await visit();
    for (let minute = 0; minute < 3; minute += 1) {
      server.killSocketsSilently();
      server.says({ text: `news ${minute}` });
      await time.pass(60_000);
    }
    server.killSocketsSilently();
    server.says({ text: 'the last' });
    await time.pass(2500);
    expect(shown(chat).at(-1)).toBe('bot: the last');
  });

  test('a socket is used again, and the polls end, once the proxy stops breaking them', async () => {
    server.swallowsFrames = true;
    const { chat } = await visit();
    await time.pass(60_000);
    server.swallowsFrames = false;
    await time.pass(5 * 60_000);
    server.asked.length = 0;
    server.says({ text: 'Over the socket' });
    await time.pass(SOON);
    expect(shown(chat).at(-1)).toBe('bot: Over the socket');
    await time.pass(10_000);
    expect(server.asked).toEqual([]);
  });

  test('the next socket is tried at once when the network changes', async () => {
    server.swallowsFrames = true;
    const { chat, tab } = await visit();
    await time.pass(60_000);
    server.swallowsFrames = false;
    tab.happens('online');
    await time.pass(SOON);
    server.says({ text: 'At home' });
    await time.pass(SOON);
    expect(shown(chat).at(-1)).toBe('bot: At home');
  });
});

describe('a server that asks for a pause', () => {
  test('gets it, and the visitor is told that it is busy', async () => {
    server.fault = () => ({ status: 429, retryAfter: 3600 });
    const { chat } = await visit();
    expect(chat.connection.value).toBe('busy');
    await time.pass(5 * 60_000);
    expect(chat.connection.value).toBe('busy');
    expect(server.asked.length).toBeLessThan(12);
    server.fault = () => undefined;
    await time.pass(2 * 60_000);
    expect(chat.connection.value).toBe('online');
  });

  test('that is longer than anybody would wait makes a message fail at once, with the reason', async () => {
    const { chat } = await visit();
    server.fault = (_path, method) => (method === 'POST' ? { status: 429, retryAfter: 60 } : undefined);
    chat.send('hi');
    await time.pass(SOON);
    expect(chat.entries.value.at(-1)).toMatchObject({ state: 'failed', failure: 'busy' });
  });
});

describe('whatever goes wrong in transit', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
    "no message is lost or duplicated, and all are in the server's order (seed %i)",
    async (seed) => {
      let state = seed;
      const random = (): number => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state / 2_147_483_648;
      };
      const { chat } = await visit();
      const faults = ['lost', 'answer lost', { status: 503 }, { status: 403 }] as const;
      server.fault = (path) =>
        path !== '/visitor-session' && random() < 0.3
          ? faults[Math.floor(random() * faults.length)]
          : undefined;
      const texts = Array.from({ length: 8 }, (_, at) => `message ${at}`);
      for (const text of texts) {
        chat.send(text);
        if (random() < 0.3) server.dropSockets();
        if (random() < 0.2) server.killSocketsSilently();
        await time.pass(random() * 3000);
      }
      await time.pass(20_000);
      server.fault = () => undefined;
      for (const entry of chat.entries.value) if (entry.kind === 'pending') chat.retry(entry.clientId);
      await time.pass(120_000);
      expect(server.said('user')).toHaveLength(texts.length);
      expect(server.said('user').toSorted()).toEqual(texts);
      const messages = server.current.activities.map(
        ({ from, text }) => `${from?.role === 'user' ? 'visitor' : 'bot'}: ${text}`,
      );
      expect(shown(chat)).toEqual(messages);
    },
  );
});

describe('messages of the bot that are not text', () => {
  test('"Did this help?" is not shown as a message, but its other choices are offered', async () => {
    const { chat } = await visit();
    const reply = { kind: 'feedback', yesNo: ['Yes', 'No'] };
    const actions = ['Yes', 'No', 'And the ESR350?'].map((value) => ({
      type: 'imBack',
      title: value,
      value,
    }));
    server.says({
      text: 'It is patched.',
      channelData: { reply: { kind: 'patch-status', answerId: 'patch.status' } },
    });
    server.says({ text: 'Did this help?', channelData: { reply }, suggestedActions: { actions } });
    await time.pass(SOON);
    expect(shown(chat)).toEqual(['bot: Hello!', 'bot: It is patched.']);
    expect(chat.choices.value.map(({ title }) => title)).toEqual(['And the ESR350?']);
  });

  test('feedback on an answer survives a reload and is shown in other tabs', async () => {
    const { chat } = await visit();
    server.says({ text: 'Yes.', channelData: { reply: { kind: 'answer', answerId: 'a' } } });
    await time.pass(SOON);
    const entry = chat.entries.value.at(-1);
    if (entry?.kind !== 'message') throw new Error('There is no answer.');
    chat.giveFeedback(entry, true);
    await time.pass(SOON);
    const { chat: other } = await visit();
    for (const each of [chat, other]) expect(each.entries.value.at(-1)).toMatchObject({ helpful: true });
    expect(server.current.activities.at(-1)).toMatchObject({
      name: 'feedback',
      value: { answerId: 'a', helpful: true },
    });
  });

  test('a hand-off shows the queue, the agent, their typing and the rating', async () => {
    const { chat } = await visit();
    const agent = { name: 'Dana' };
    server.says({
      type: 'event',
      name: 'handoff',
      channelData: { handoff: { state: 'waiting', reference: 'R1', position: 2 } },
    });
    await time.pass(SOON);
    expect(chat.handoff.value).toMatchObject({ state: 'waiting', position: 2 });
    server.says({
      type: 'event',
      name: 'handoff',
      channelData: { handoff: { state: 'connected', reference: 'R1', agent } },
    });
    server.says({ text: 'Hello, I am Dana.', channelData: { agent } });
    server.shows({ type: 'typing', channelData: { agent } });
    await time.pass(SOON);
    expect(shown(chat).at(-1)).toBe('agent: Hello, I am Dana.');
    expect(chat.typing.value).toEqual({ agent });
    await time.pass(10_000);
    expect(chat.typing.value).toBeUndefined();
    server.says({
      type: 'event',
      name: 'handoff',
      channelData: { handoff: { state: 'closed', reference: 'R1', askRating: true } },
    });
    await time.pass(SOON);
    chat.rate({ stars: 5 });
    await time.pass(SOON);
    expect(chat.handoff.value).toMatchObject({ state: 'closed', askRating: false });
    expect(server.current.activities.at(-1)).toMatchObject({
      name: 'handoff.rating',
      value: { reference: 'R1', stars: 5 },
    });
  });

  test.each([undefined, null, 3, 'text', [], { state: 'on the moon' }, { state: 'connected', agent: {} }])(
    'a hand-off of unknown shape changes nothing (%j)',
    async (handoff) => {
      const { chat } = await visit();
      server.says({ text: 'x', channelData: { handoff } });
      await time.pass(SOON);
      expect(chat.handoff.value).toEqual({ state: 'bot' });
    },
  );

  test('messages that arrive unseen are counted, even after a reload, until they are seen', async () => {
    const { chat } = await visit();
    chat.setSeen(true);
    chat.setSeen(false);
    server.says({ text: 'News' });
    server.says({ text: 'More news' });
    await time.pass(SOON);
    expect(chat.unread.value).toBe(2);
    const { chat: next } = await visit();
    expect(next.unread.value).toBe(2);
    next.setSeen(true);
    expect(next.unread.value).toBe(0);
  });
});

describe("with a site's own token for another Direct Line service", () => {
  test('a conversation works and is resumed after a reload', async () => {
    const chat = await visitElsewhere();
    chat.send('hi');
    await time.pass(5000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(server.asked).not.toContain('POST /visitor-session');
    const next = await visitElsewhere();
    expect(shown(next)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(server.conversations).toHaveLength(1);
  });

  test('a message whose response was lost is looked up before a retry, and appears once', async () => {
    const chat = await visitElsewhere();
    let faults = 1;
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') && faults-- > 0 ? 'answer lost' : undefined;
    chat.send('hi');
    await time.pass(60_000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
    expect(server.current.activities.filter(({ text }) => text === 'hi')).toHaveLength(1);
  });

  test('a message that never arrived is sent again', async () => {
    const chat = await visitElsewhere();
    let faults = 2;
    server.fault = (path, method) =>
      method === 'POST' && path.endsWith('/activities') && faults-- > 0 ? 'lost' : undefined;
    chat.send('hi');
    await time.pass(60_000);
    expect(shown(chat)).toEqual(['bot: Hello!', 'visitor: hi', 'bot: You said hi']);
  });

  test('another chat starts on request', async () => {
    const chat = await visitElsewhere();
    chat.send('hi');
    await time.pass(SOON);
    chat.startNew();
    await time.pass(5000);
    expect(shown(chat)).toEqual(['bot: Hello!']);
    expect(server.conversations).toHaveLength(2);
  });
});
