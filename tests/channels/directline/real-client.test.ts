import { ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';
import { onBothEngines } from '../../store/engines.ts';
import { call, SECRET, serve } from './harness.ts';

/** The client reports its own end as an error to all who listen. */
const ended = (): void => undefined;

beforeAll(() => {
  Object.assign(globalThis, { XMLHttpRequest, WebSocket });
});

onBothEngines('botframework-directlinejs', (engine) => {
  describe.each([
    ['a WebSocket', true],
    ['polling', false],
  ])('by %s', (_, webSocket) => {
    const connect = async () => {
      const { url } = await serve(await engine.open(await engine.freshConfig()));
      const { body } = await call(url, 'POST', '/tokens/generate', { token: SECRET, body: {} });
      const client = new DirectLine({
        token: body.token,
        domain: `${url}/v3/directline`,
        webSocket,
        pollingInterval: 200,
      });
      onTestFinished(() => client.end());
      const texts: (string | undefined)[] = [];
      let wake = ended;
      client.activity$.subscribe((activity) => {
        if (activity.type === 'message') texts.push(activity.text);
        wake();
      }, ended);
      const until = async (text: string): Promise<void> => {
        while (!texts.includes(text)) await new Promise<void>((resolve) => (wake = resolve));
      };
      const say = (text: string): Promise<string> =>
        new Promise((resolve, reject) =>
          client.postActivity({ type: 'message', from: { id: 'user' }, text }).subscribe(resolve, reject),
        );
      return { client, texts, until, say };
    };

    test('holds a conversation', async () => {
      const { client, texts, until, say } = await connect();
      await until('Welcome');
      expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.Online);
      expect(await say('hello')).not.toBe('retry');
      await until('1: hello');
      await say('again');
      await until('2: again');
      expect(texts).toEqual(['Welcome', 'hello', '1: hello', 'again', '2: again']);
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
