import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DirectLineOptions } from '#channels/directline/options.ts';
import { createLocation } from '#http/location.ts';
import { send } from '#tests/support/http.ts';
import { onEngines } from '#tests/store/engines.ts';
import { call, pollUntil, serve, Stream, TEST_LIMITS, visit, type Visitor } from './harness.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and the rest of a picture', 'latin1');

const form = (files: File[], activity?: object): FormData => {
  const data = new FormData();
  if (activity !== undefined) {
    const type = 'application/vnd.microsoft.activity';
    data.append('activity', new Blob([JSON.stringify(activity)], { type }), 'blob');
  }
  for (const file of files) data.append('file', file);
  return data;
};

const attachmentsOf = async (visitor: Visitor) => {
  const { body } = await visitor.poll();
  return body.activities.flatMap(({ attachments = [] }) => attachments);
};

const png = (name: string) => new File([PNG], name, { type: 'image/png' });

onEngines('uploads', (engine) => {
  const start = async (changes: Partial<DirectLineOptions> = {}) => {
    const limits = { ...TEST_LIMITS, uploadBytes: 100_000, filesPerUpload: 2 };
    const { url, store } = await serve(await engine.open(await engine.freshConfig()), { limits, ...changes });
    const visitor = await visit(url);
    const upload = (body: unknown, headers = {}) =>
      call(url, 'POST', `/conversations/${visitor.conversationId}/upload?userId=${visitor.userId}`, {
        token: visitor.token,
        body,
        headers,
      });
    return { url, store, visitor, upload };
  };

  test('files and their message become one activity, whose URLs lead to the files', async () => {
    const { visitor, upload } = await start();
    const files = [
      new File([PNG], 'router.png', { type: 'image/png' }),
      new File(['log'], 'a b.txt', { type: 'text/plain' }),
    ];
    const activity = { type: 'message', text: 'see', channelData: { clientActivityID: 'up-1' } };
    const sent = await upload(form(files, activity));
    expect(sent.status).toBe(200);
    expect((await upload(form(files, activity))).body.id).toBe(sent.body.id);
    await pollUntil(visitor, '1: see');
    const [picture, text, ...more] = await attachmentsOf(visitor);
    expect(more).toEqual([]);
    expect(picture).toMatchObject({ name: 'router.png', contentType: 'image/png' });
    const read = await fetch(picture.contentUrl);
    expect(Buffer.from(await read.arrayBuffer())).toEqual(PNG);
    expect(read.headers.get('x-content-type-options')).toBe('nosniff');
    expect(read.headers.get('content-security-policy')).toContain('sandbox');
    expect((await fetch(text.contentUrl)).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test.each([
    ['a picture as data', 'data:image/png;base64,iVBORw0KGgo=', true],
    ['a large one', `data:image/png;base64,${'A'.repeat(60_000)}`, false],
    ['another kind of data', 'data:image/svg+xml;base64,PHN2Zz4=', false],
    ['a web page', 'data:text/html;base64,PGI+', false],
    ['an address', 'https://example.com/look.png', false],
    ['a script', 'javascript:alert(1)', false],
  ])('a thumbnail that the sender adds to a file: %s', async (_what, thumbnailUrl, isKept) => {
    const { visitor, upload } = await start();
    const described = { name: 'router.png', contentType: 'image/png', thumbnailUrl };
    const activity = { type: 'message', text: 'see', attachments: [described] };
    expect((await upload(form([png('router.png')], activity))).status).toBe(200);
    const [file] = await attachmentsOf(visitor);
    expect(file.name).toBe('router.png');
    expect(file.thumbnailUrl).toBe(isKept ? thumbnailUrl : undefined);
  });

  /** Polls and returns the URLs of the files. */
  const addresses = async (url: string, { conversationId, token }: Visitor, host: string) => {
    const path = `${url}/v3/directline/conversations/${conversationId}/activities`;
    const headers = { authorization: `Bearer ${token}`, host };
    const { activities } = (await send(path, { headers })).json() as {
      activities: { attachments?: { contentUrl: string }[] }[];
    };
    return activities.flatMap(({ attachments = [] }) => attachments.map(({ contentUrl }) => contentUrl));
  };

  test('a file’s URL has the host that its reader uses, not the one that its sender claims', async () => {
    const { url, store, visitor } = await start();
    const { conversationId, token } = visitor;
    const path = `/v3/directline/conversations/${conversationId}`;
    const sent = await send(`${url}${path}/upload`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        host: 'evil.example',
        'content-disposition': 'filename="notes.txt"',
      },
      body: 'Look here.',
    });
    expect(sent.status).toBe(200);
    const stored = await store.transcript.after(conversationId, 0, 10);
    expect(stored.filter(({ body }) => body.includes('evil.example'))).toEqual([]);
    const [read, ...more] = await addresses(url, visitor, new URL(url).host);
    expect(more).toEqual([]);
    expect(await (await fetch(String(read))).text()).toBe('Look here.');
    expect((await addresses(url, visitor, 'bot.example:8080'))[0]).toMatch(
      /^http:\/\/bot\.example:8080\/v3\/directline\/attachments\/[\w-]+\/notes\.txt$/,
    );
    const stream = new Stream(visitor.streamUrl);
    await stream.until(({ activities }) => activities.some(({ attachments }) => attachments !== undefined));
    const shown = stream.activities.flatMap(
      ({ attachments = [] }) => attachments as { contentUrl: string }[],
    );
    expect(shown.map(({ contentUrl }) => contentUrl)).toEqual([read]);
  });

  test('a file’s URL has the public address if one is configured', async () => {
    const publicUrl = 'https://www.example/support';
    const { url, visitor, upload } = await start({
      location: createLocation({ trustProxy: false, publicUrl }),
    });
    expect((await upload(form([png('router.png')]))).status).toBe(200);
    const [address] = await addresses(url, visitor, 'evil.example');
    expect(address).toMatch(/^https:\/\/www\.example\/support\/v3\/directline\/attachments\//);
  });

  test('stored URLs of visitors’ files get the reader’s host; other URLs stay as they are', async () => {
    const { url, store, visitor } = await start();
    const path = '/v3/directline/attachments/an-id/a%20b.txt';
    const line = (role: string, contentUrl: string) => ({
      type: 'message',
      from: { id: 'x', role },
      attachments: [{ contentType: 'text/plain', contentUrl }],
    });
    await store.transcript.append(visitor.conversationId, [
      line('user', `https://evil.example/below${path}`),
      line('bot', `https://hub.example${path}`),
    ]);
    expect(await addresses(url, visitor, 'bot.example')).toEqual([
      `http://bot.example${path}`,
      `https://hub.example${path}`,
    ]);
  });

  test('a raw file gets its name from Content-Disposition', async () => {
    const { visitor, upload } = await start();
    const headers = {
      'content-type': 'image/png',
      'content-disposition': `name="file"; filename="../photo.png"`,
    };
    expect((await upload(PNG, headers)).status).toBe(200);
    expect(await attachmentsOf(visitor)).toEqual([expect.objectContaining({ name: 'photo.png' })]);
  });

  test('files that are too big, too many, of a wrong type or missing are refused and not stored', async () => {
    const { visitor, upload } = await start();
    expect(
      (await upload(form([new File([Buffer.alloc(200_000)], 'big.txt', { type: 'text/plain' })]))).status,
    ).toBe(413);
    expect((await upload(form([png('a'), png('b'), png('c')]))).status).toBe(413);
    expect((await upload(form([new File(['<script>'], 'x.html', { type: 'text/html' })]))).status).toBe(415);
    expect((await upload(form([new File(['<svg>'], 'x.png', { type: 'image/png' })]))).status).toBe(415);
    expect((await upload(form([], { type: 'message' }))).status).toBe(400);
    expect((await upload('rubbish', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400);
    expect(await attachmentsOf(visitor)).toEqual([]);
  });

  test('a file of several megabytes comes back unchanged', async () => {
    const { url } = await serve(await engine.open(await engine.freshConfig()));
    const visitor = await visit(url);
    const content = randomBytes(3_000_000);
    content.write('PK\x03\x04', 'latin1');
    const file = new File([content], 'logs.zip');
    const path = `/conversations/${visitor.conversationId}/upload`;
    const { status } = await call(url, 'POST', path, { token: visitor.token, body: form([file]) });
    expect(status).toBe(200);
    const [sent] = await attachmentsOf(visitor);
    const read = await fetch(sent.contentUrl);
    expect(Buffer.from(await read.arrayBuffer()).equals(content)).toBe(true);
  });

  test('a body with tens of thousands of parts is refused after its first parts', async () => {
    const { url } = await serve(await engine.open(await engine.freshConfig()));
    const visitor = await visit(url);
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n';
    const { status, body } = await call(url, 'POST', `/conversations/${visitor.conversationId}/upload`, {
      token: visitor.token,
      body: `${part.repeat(60_000)}--x--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(status).toBe(413);
    expect(body.error.code).toBe('TooLarge');
  });

  test.each([
    ['without boundaries between its parts', 'multipart/form-data', 'nothing'],
    [
      'that ends within a file',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nbegun`,
    ],
    ['that ends within a header', 'multipart/form-data; boundary=x', '--x\r\nContent-Disp'],
    [
      'whose message is not JSON',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="activity"; filename="blob"\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\r\n--x--\r\n',
    ],
  ])('a body %s gets 400', async (_what, type, body) => {
    const { upload } = await start();
    expect((await upload(body, { 'content-type': type })).status).toBe(400);
  });

  test('a file that does not exist gets 404', async () => {
    const { url } = await start();
    expect((await call(url, 'GET', '/attachments/none/x.png')).status).toBe(404);
  });
});
