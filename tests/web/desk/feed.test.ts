import { describe, expect, test } from 'vitest';
import type { DeskState } from '#desk/wire.ts';
import { openChatStream } from '#web/desk/client/chat-stream.ts';
import { Feed } from '#web/desk/client/feed.ts';
import { FakeDeskServer } from './fake-desk-server.ts';

const SOON = 100;

/** Opens a desk that follows one chat. */
function open(server = new FakeDeskServer()) {
  const seen = { state: undefined as DeskState | undefined, isConnected: false, isSignedOut: false };
  const feed = new Feed({
    surroundings: server.surroundings,
    onState: (state) => {
      seen.state = state;
    },
    onConnected: (isConnected) => {
      seen.isConnected = isConnected;
    },
    onSignedOut: () => {
      seen.isSignedOut = true;
    },
  });
  const chat = openChatStream('C1', feed);
  const texts = () => chat.transcript.value.messages.map(({ text }) => text);
  return { server, seen, feed, texts };
}

const withSockets = (sockets: FakeDeskServer['sockets']): FakeDeskServer => {
  const server = new FakeDeskServer();
  server.sockets = sockets;
  return server;
};

describe('the desk receives updates', () => {
  test('over its sockets, without polling', async () => {
    const { server, seen, texts } = open();
    await server.time.pass(SOON);
    server.setLimit(7);
    server.say('hello');
    await server.time.pass(60_000);
    expect(seen).toMatchObject({ isConnected: true, state: { limit: 7 } });
    expect(texts()).toEqual(['hello']);
    expect(server.polls).toBe(0);
    expect(server.socketsOpened).toBe(2);
  });

  test.each(['are refused', 'carry nothing', 'are cut at once'] as const)(
    'by polling if sockets %s: within seconds, each message once, with few sockets tried',
    async (sockets) => {
      const { server, seen, texts } = open(withSockets(sockets));
      await server.time.pass(3000);
      expect(seen).toMatchObject({ isConnected: true, state: { limit: 4 } });
      for (const text of ['one', 'two', 'three']) {
        server.say(text);
        server.setLimit(text.length);
        await server.time.pass(2500);
        expect(texts().at(-1)).toBe(text);
        expect(seen.state?.limit).toBe(text.length);
      }
      expect(texts()).toEqual(['one', 'two', 'three']);
      await server.time.pass(5 * 60_000);
      expect(seen.isConnected).toBe(true);
      // One socket for the desk and one for the chat, each tried a few times.
      expect(server.socketsOpened).toBeLessThan(16);
    },
  );

  test('over its sockets again once nothing blocks them', async () => {
    const { server, texts } = open(withSockets('carry nothing'));
    await server.time.pass(30_000);
    server.sockets = 'work';
    await server.time.pass(5 * 60_000);
    server.polls = 0;
    server.say('over the socket');
    await server.time.pass(SOON);
    expect(texts()).toEqual(['over the socket']);
    await server.time.pass(30_000);
    expect(server.polls).toBe(0);
  });
});

test('a server that was down is found within seconds of its return, with everything sent in the meantime', async () => {
  const { server, seen, texts } = open();
  server.say('before');
  await server.time.pass(60_000);
  server.isDown = true;
  server.drop();
  await server.time.pass(10_000);
  expect(seen.isConnected).toBe(false);
  await server.time.pass(5 * 60_000);
  server.isDown = false;
  server.say('meanwhile');
  await server.time.pass(21_000);
  expect(seen.isConnected).toBe(true);
  expect(texts()).toEqual(['before', 'meanwhile']);
  server.say('after');
  await server.time.pass(SOON);
  expect(texts()).toEqual(['before', 'meanwhile', 'after']);
});

test.each([
  ['the machine slept', (server: FakeDeskServer) => server.time.sleep(30 * 60_000)],
  ['the network was gone', (server: FakeDeskServer) => server.happens('online')],
])('sockets that died without a word while %s are replaced, and nothing is missed', async (_why, ends) => {
  const { server, seen, texts } = open();
  server.say('before');
  await server.time.pass(10_000);
  server.dropSilently();
  server.say('meanwhile');
  server.setLimit(7);
  ends(server);
  await server.time.pass(3000);
  expect(seen).toMatchObject({ isConnected: true, state: { limit: 7 } });
  expect(texts()).toEqual(['before', 'meanwhile']);
  server.say('after');
  await server.time.pass(SOON);
  expect(texts()).toEqual(['before', 'meanwhile', 'after']);
});

test('nothing is shown, and the desk does not count as connected, before the server sends anything', async () => {
  const server = withSockets('carry nothing');
  server.isDown = true;
  const { seen } = open(server);
  await server.time.pass(60_000);
  expect(seen).toEqual({ state: undefined, isConnected: false, isSignedOut: false });
});

test.each([
  ['over the socket', (server: FakeDeskServer) => server.drop(4401)],
  [
    'by polling',
    (server: FakeDeskServer) => {
      server.isSignedIn = false;
      server.sockets = 'are refused';
      server.drop();
    },
  ],
])('an agent who was signed out is told so %s, and everything stops', async (_how, signOut) => {
  const { server, seen } = open();
  await server.time.pass(SOON);
  signOut(server);
  await server.time.pass(10_000);
  expect(seen.isSignedOut).toBe(true);
  const { socketsOpened, polls } = server;
  await server.time.pass(60_000);
  expect(server).toMatchObject({ socketsOpened, polls });
});
