import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchPublic } from '#channels/public-fetch.ts';

const fetching = (address: string, more: Partial<Parameters<typeof fetchPublic>[1]> = {}) =>
  fetchPublic(address, { mostBytes: 1000, signal: AbortSignal.timeout(5000), ...more });

/** A server on this machine. @returns its origin, and the requests it got */
async function open(answer: (url: string) => { status?: number; location?: string; body?: string }) {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push({ url, authorization: request.headers.authorization });
    const { status = 200, location, body = '' } = answer(url);
    response.writeHead(status, location === undefined ? {} : { location });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('a file at an address from outside', () => {
  it.each([
    'http://example.com/',
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://224.0.0.1/',
    'https://user:password@example.com/',
    'file:///etc/passwd',
    'data:text/plain,words',
    'ftp://example.com/',
    'nonsense',
    '',
  ])('is never fetched from %s', async (address) => {
    await expect(fetching(address)).rejects.toMatchObject({ why: 'unsafe' });
  });

  it('is fetched from the channel’s own service, with the bot’s token', async () => {
    const { origin, asked } = await open(() => ({ body: 'words' }));
    const { content } = await fetching(`${origin}/file`, { trusted: { origin, token: 'secret' } });
    expect(Buffer.from(content).toString()).toBe('words');
    expect(asked).toEqual([{ url: '/file', authorization: 'Bearer secret' }]);
  });

  it('is followed through the channel’s redirects, but not to other servers on this machine', async () => {
    const other = await open(() => ({ body: 'a secret' }));
    const { origin } = await open((url) =>
      url === '/far' ? { status: 302, location: other.origin } : { status: 302, location: '/far' },
    );
    await expect(fetching(`${origin}/near`, { trusted: { origin, token: 'secret' } })).rejects.toMatchObject({
      why: 'unsafe',
    });
    expect(other.asked).toEqual([]);
  });

  it('is given up after too many redirects, if it is too big, or if it does not exist', async () => {
    const { origin } = await open((url) => {
      if (url === '/round') return { status: 302, location: '/round' };
      return url === '/big' ? { body: 'x'.repeat(1001) } : { status: 404 };
    });
    const trusted = { origin, token: undefined };
    await expect(fetching(`${origin}/round`, { trusted })).rejects.toMatchObject({ why: 'failed' });
    await expect(fetching(`${origin}/big`, { trusted })).rejects.toMatchObject({ why: 'too big' });
    await expect(fetching(`${origin}/none`, { trusted })).rejects.toMatchObject({ why: 'failed' });
  });
});
