import { expect, test } from 'vitest';
import { onEngines } from '#tests/store/engines.ts';
import { call, pollUntil, SECRET, serve, visit } from './harness.ts';

/** Escapes that are valid in JSON: U+0000 and half characters (lone surrogates). */
const ODD = String.raw`a\u0000b\ud83dc\udE00`;
const REPAIRED = 'ab\ufffdc\ufffd';

onEngines('U+0000 and half characters over Direct Line', (engine) => {
  const start = async () => serve(await engine.open(await engine.freshConfig()));

  test('a message is stored and answered with these removed', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const path = `/conversations/${visitor.conversationId}/activities`;
    const { status } = await call(url, 'POST', path, {
      token: visitor.token,
      body: `{"type":"message","text":"${ODD}","channelData":{"clientActivityID":"${ODD}"},"from":{"id":"x","name":"${ODD}"}}`,
      headers: { 'content-type': 'application/json' },
    });
    expect(status).toBe(200);
    await pollUntil(visitor, `1: ${REPAIRED}`);
    expect(JSON.stringify((await visitor.poll()).body)).not.toMatch(/\\u0000|\\ud83d|\\ude00/i);
  });

  test('names, locales and ids of users may contain them', async () => {
    const { url } = await start();
    const body = `{"user":{"id":"dl_${ODD}","name":"${ODD}"},"locale":"${ODD}"}`;
    const headers = { 'content-type': 'application/json' };
    const generated = await call(url, 'POST', '/tokens/generate', { token: SECRET, body, headers });
    expect(generated.status).toBe(200);
    const { token } = generated.body;
    const started = await call(url, 'POST', '/conversations', { token, body: '{}', headers });
    expect(started.status).toBe(201);
    const again = await call(url, 'POST', '/conversations', { token: SECRET, body, headers });
    expect(again.status).toBe(201);
  });

  test('a URL that contains them gets the response of any unknown URL', async () => {
    const { url } = await start();
    for (const path of [
      '/conversations/no%00such/activities',
      '/conversations/no%ED%A0%80such/activities',
      '/attachments/no%00such/a%00.txt',
      '/conversations/%%0000/activities?watermark=%00',
    ]) {
      const { status } = await call(url, 'GET', path, { token: SECRET });
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
    }
  });

  test('a file whose name ends in half an emoji is accepted', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const form = new FormData();
    const name = `${'😀'.repeat(150)}x.txt`;
    form.append('file', new File(['Hello'], name, { type: 'text/plain' }));
    const path = `/conversations/${visitor.conversationId}/upload?userId=${visitor.userId}`;
    expect((await call(url, 'POST', path, { token: visitor.token, body: form })).status).toBe(200);
    const { activities } = (await visitor.poll()).body;
    const [file] = activities.flatMap(({ attachments = [] }) => attachments) as { name: string }[];
    expect(file?.name.isWellFormed()).toBe(true);
  });
});
