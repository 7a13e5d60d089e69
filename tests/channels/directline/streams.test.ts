import { once } from 'node:events';
import { expect, test } from 'vitest';
import { SOCKET_LIMITS } from '#http/paced-sockets.ts';
import { onEngines } from '#tests/store/engines.ts';
import { call, serve, Stream, TEST_LIMITS, visit, type Visitor } from './harness.ts';

const reconnect = (url: string, { conversationId, token }: Visitor, watermark: string) =>
  call(url, 'GET', `/conversations/${conversationId}?watermark=${watermark}`, { token });

onEngines('streams', (engine) => {
  const start = async (changes = {}) => serve(await engine.open(await engine.freshConfig()), changes);

  test('a new stream replays everything from before it opened', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    await visitor.say('early');
    const stream = new Stream(visitor.streamUrl);
    await stream.untilText('1: early');
    expect(stream.texts).toEqual(expect.arrayContaining(['Welcome', 'early', '1: early']));
  });

  test('every frame has a list of activities and a watermark that is a string', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    await visitor.say('hello');
    await stream.untilText('1: hello');
    for (const { activities, watermark } of stream.frames) {
      expect(activities).toBeInstanceOf(Array);
      expect(watermark).toMatch(/^\d+$/);
    }
  });

  test('the first frame comes at once, even if nothing is new, to show that frames get through', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    await visitor.say('hello');
    const first = new Stream(visitor.streamUrl);
    await first.untilText('1: hello');
    const watermark = first.frames.at(-1)?.watermark ?? '';
    const second = new Stream((await reconnect(url, visitor, watermark)).body.streamUrl);
    await second.until(({ frames }) => frames.length > 0);
    expect(second.frames).toEqual([{ activities: [], watermark }]);
  });

  test('a reconnect with a watermark replays from there; one without gets only new activities', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const first = new Stream(visitor.streamUrl);
    await visitor.say('one');
    await first.untilText('1: one');
    const watermark = first.frames.at(-1)?.watermark ?? '';
    first.socket.close();
    await first.closed;
    await visitor.say('two');

    const since = new Stream((await reconnect(url, visitor, watermark)).body.streamUrl);
    await since.untilText('2: two');
    expect(since.texts).toEqual(['two', '2: two']);
    const fresh = new Stream((await reconnect(url, visitor, '')).body.streamUrl);
    await fresh.opened();
    await visitor.say('three');
    await fresh.untilText('3: three');
    expect(fresh.texts).toEqual(['three', '3: three']);
  });

  test('several streams of one conversation each get everything once', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const streams = [1, 2, 3].map(() => new Stream(visitor.streamUrl));
    await visitor.say('hello');
    await Promise.all(streams.map((stream) => stream.untilText('1: hello')));
    for (const { texts } of streams) expect(new Set(texts).size).toBe(texts.length);
  });

  test('a stream of a deleted conversation is refused', async () => {
    const { url, store } = await start();
    const visitor = await visit(url);
    await store.eraseUser(visitor.userId);
    await expect(new Stream(visitor.streamUrl).opened()).rejects.toThrow('404');
    expect((await visitor.poll()).status).toBe(404);
    expect((await visitor.say('hello')).status).toBe(404);
  });

  test('a dead socket is dropped at the second heartbeat, and live ones stay', async () => {
    const { url, line } = await start();
    const visitor = await visit(url);
    const living = new Stream(visitor.streamUrl);
    const dead = new Stream(visitor.streamUrl);
    await Promise.all([living.untilText('Welcome'), dead.untilText('Welcome')]);
    dead.socket.pause();
    const answered = once(living.socket, 'ping');
    line.dropDeadSockets();
    await answered;
    await visitor.say('between beats');
    await living.untilText('1: between beats');
    line.dropDeadSockets();
    dead.socket.resume();
    expect(await dead.closed).toBe(1006);
    await visitor.say('still here');
    await living.untilText('2: still here');
  });

  test('too many open sockets of one visitor are refused until one closes', async () => {
    const { url } = await start({ limits: { ...TEST_LIMITS, socketsPerVisitor: 2 } });
    const visitor = await visit(url);
    const [first, second] = [new Stream(visitor.streamUrl), new Stream(visitor.streamUrl)];
    await Promise.all([first?.opened(), second?.opened()]);
    await expect(new Stream(visitor.streamUrl).opened()).rejects.toThrow('429');
    first?.socket.close();
    await first?.closed;
    await new Stream(visitor.streamUrl).opened();
  });

  test('too many open sockets of one conversation, or in total, are refused', async () => {
    const ofConversation = await start({ limits: { ...TEST_LIMITS, socketsPerConversation: 1 } });
    const visitor = await visit(ofConversation.url);
    await new Stream(visitor.streamUrl).opened();
    await expect(new Stream(visitor.streamUrl).opened()).rejects.toThrow('429');
    await new Stream((await visit(ofConversation.url)).streamUrl).opened();
    const inAll = await start({ limits: { ...TEST_LIMITS, sockets: { ...SOCKET_LIMITS, sockets: 1 } } });
    const first = new Stream((await visit(inAll.url)).streamUrl);
    await first.opened();
    await expect(new Stream((await visit(inAll.url)).streamUrl).opened()).rejects.toThrow('429');
    first.socket.close();
    await first.closed;
    await new Stream((await visit(inAll.url)).streamUrl).opened();
  });

  test('a socket that floods the server with frames is closed', async () => {
    const { url } = await start({
      limits: { ...TEST_LIMITS, sockets: { ...SOCKET_LIMITS, framesPerBeat: 5 } },
    });
    const stream = new Stream((await visit(url)).streamUrl);
    await stream.opened();
    for (let n = 0; n < 6; n += 1) stream.socket.send('');
    expect(await stream.closed).toBe(1006);
  });
});
