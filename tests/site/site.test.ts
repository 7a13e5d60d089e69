import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '../support/assets.ts';
import { type HttpAnswer, send } from '../support/http.ts';
import { startApp } from '../support/running-app.ts';

let running: Awaited<ReturnType<typeof startApp>>;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<HttpAnswer> =>
  send(running.url + path, { headers, method });

beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.app.stop());

describe('the widget', () => {
  test('is a small script that any site may load, cached for five minutes', async () => {
    const { status, headers, text } = await get('/widget.js');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=300, must-revalidate',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(text).toMatch(/^\(function/);
  });

  test('names a panel that browsers cache for a year', async () => {
    const panel = /assets\/panel-[\w-]+\.js/.exec((await get('/widget.js')).text)?.[0];
    const { status, headers } = await get(`/${panel}`);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/panel.js')).text).toContain(panel);
  });

  test.each(['br', 'gzip'])('is compressed as %s if a browser asks for it', async (encoding) => {
    const { headers } = await get('/widget.js', { 'accept-encoding': encoding });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['vary']).toMatch(/accept-encoding/i);
  });

  test.each(['bytes=10-5', 'bytes=0-0', 'bytes=-5', 'bytes=99999999-', 'bytes=1.5-2', 'nonsense', 'a-b'])(
    'is sent whole even if only a part is requested: %s',
    async (range) => {
      const { text } = await get('/widget.js');
      for (const path of ['/widget.js', '/panel.js', '/widget.d.ts']) {
        const { status, headers } = await get(path, { range });
        expect([status, headers['content-range']]).toEqual([200, undefined]);
      }
      expect((await get('/widget.js', { range })).text).toBe(text);
    },
  );

  test('is not sent again to a browser that has it', async () => {
    const { headers } = await get('/widget.js');
    const again = await get('/widget.js', { 'if-none-match': String(headers.etag) });
    expect(again.status).toBe(304);
  });

  test('has its types at /widget.d.ts', async () => {
    expect((await get('/widget.d.ts')).text).toContain('interface SupportChat');
  });

  test.each([
    '/assets/none.js',
    '/assets/../manifest.json',
    '/assets/%2e%2e/manifest.json',
    '/manifest.json',
  ])('exposes no other file: %s', async (path) => {
    const { status, json } = await get(path);
    expect(status).toBe(404);
    expect(json()).toMatchObject({ error: { code: 'NotFound' } });
  });

  test('answers HEAD', async () => {
    const { status, text } = await get('/widget.js', {}, 'HEAD');
    expect([status, text]).toEqual([200, '']);
  });
});

describe('question suggestions', () => {
  test('are available to any page', async () => {
    const { status, headers, json } = await get('/widget/questions?q=guest%20network&locale=de-AT');
    expect(status).toBe(200);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(json()).toEqual({
      questions: [
        { question: 'Why is the SSID field greyed out when I set up a guest network on the ESR900?' },
      ],
    });
  });

  test('are empty for an empty text', async () => {
    expect((await get('/widget/questions')).json()).toEqual({ questions: [] });
  });

  test('refuse a text that is too long', async () => {
    const { status, json } = await get(`/widget/questions?q=${'a'.repeat(201)}`);
    expect(status).toBe(400);
    expect(json()).toMatchObject({ error: { code: 'TooLong' } });
  });
});

describe('the support page', () => {
  test('contains each model once with its status, and each question once', async () => {
    const { knowledge } = await loadAssets();
    const { text } = await get('/');
    const rows = [...text.matchAll(/<tr [^>]*data-status="([^"]+)">\s*<th [^>]*>([^<]+)<\/th>/g)];
    expect(new Map(rows.map(([, status, name]) => [name, status]))).toEqual(
      new Map(
        [...knowledge.advisories.get('krack')!.models.values()].map(({ name, status }) => [name, status]),
      ),
    );
    expect(rows).toHaveLength(knowledge.models.size);
    const ids = [...text.matchAll(/<details id="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(ids.toSorted()).toEqual([...knowledge.answers.keys()].toSorted());
  });

  test('allows nothing inline and nothing from other origins', async () => {
    const { headers, text } = await get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(text).not.toMatch(/<style|<script>|<[^>]+\s(on\w+|style)=|src="http/);
  });

  test('is compressed, and is not sent again to a browser that has it', async () => {
    const { headers } = await get('/', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBe('br');
    expect((await get('/', { 'if-none-match': String(headers.etag) })).status).toBe(304);
    expect((await get('/', {}, 'HEAD')).text).toBe('');
  });

  test('can be switched off', async () => {
    const { app, url } = await startApp({ SUPPORT_PAGE: 'off' });
    const { status } = await send(url);
    await app.stop();
    expect(status).toBe(404);
  });
});
