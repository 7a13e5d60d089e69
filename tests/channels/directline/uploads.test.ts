import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/channels/directline/options.ts';
import { onBothEngines } from '../../store/engines.ts';
import { call, pollUntil, serve, visit, type Visitor } from './harness.ts';

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

onBothEngines('uploads', (engine) => {
  const start = async () => {
    const limits = { ...DEFAULT_LIMITS, uploadBytes: 100_000, filesPerUpload: 2 };
    const { url } = await serve(await engine.open(await engine.freshConfig()), { limits });
    const visitor = await visit(url);
    const upload = (body: unknown, headers = {}) =>
      call(url, 'POST', `/conversations/${visitor.conversationId}/upload?userId=${visitor.userId}`, {
        token: visitor.token,
        body,
        headers,
      });
    return { url, visitor, upload };
  };

  test('files and their message come as one activity, and can be read where it says', async () => {
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

  test('a raw file is named by Content-Disposition', async () => {
    const { visitor, upload } = await start();
    const headers = {
      'content-type': 'image/png',
      'content-disposition': `name="file"; filename="../photo.png"`,
    };
    expect((await upload(PNG, headers)).status).toBe(200);
    expect(await attachmentsOf(visitor)).toEqual([expect.objectContaining({ name: 'photo.png' })]);
  });

  test('what is too big, too many, of a wrong kind or no file at all is refused and not stored', async () => {
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

  test('a file that is not there is answered 404', async () => {
    const { url } = await start();
    expect((await call(url, 'GET', '/attachments/none/x.png')).status).toBe(404);
  });
});
