import { ConnectionStatus } from 'botframework-directlinejs';
import { describe, expect, test } from 'vitest';
import { onEngines } from '#tests/store/engines.ts';
import { call, SECRET, serve } from './harness.ts';
import { connectClient } from './real-client.ts';

onEngines('botframework-directlinejs', (engine) => {
  describe.each([
    ['a WebSocket', true],
    ['polling', false],
  ])('by %s', (_, webSocket) => {
    const connect = async () => {
      const { url } = await serve(await engine.open(await engine.freshConfig()));
      const { body } = await call(url, 'POST', '/tokens/generate', { token: SECRET, body: {} });
      return connectClient({ url, token: body.token, webSocket });
    };

    test('holds a conversation', async () => {
      const visitor = await connect();
      await visitor.until('Welcome');
      expect(visitor.client.connectionStatus$.getValue()).toBe(ConnectionStatus.Online);
      expect(await visitor.say('hello')).not.toBe('retry');
      await visitor.until('1: hello');
      await visitor.say('again');
      await visitor.until('2: again');
      expect(visitor.texts).toEqual(['Welcome', 'hello', '1: hello', 'again', '2: again']);
    });

    test('gets a session id', async () => {
      const { client, until } = await connect();
      await until('Welcome');
      const id = await new Promise<string>((resolve, reject) =>
        client.getSessionId().subscribe(resolve, reject),
      );
      expect(id).not.toBe('');
    });
  });
});
