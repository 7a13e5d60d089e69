import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog } from '#log.ts';

const MEGABYTE = 1024 * 1024;

describe('a log that nothing reads', () => {
  it('uses limited memory, and later says how many lines were dropped', async () => {
    const pipe = new PassThrough({ highWaterMark: 16 });
    const log = createLog('info', pipe);
    for (let line = 0; line < 4000; line += 1) log.info({ line, filling: 'x'.repeat(1000) }, 'said');
    expect(pipe.writableLength + pipe.readableLength).toBeLessThan(2 * MEGABYTE);

    pipe.setEncoding('utf8');
    const lines: { msg: string; line?: number; dropped?: number }[] = [];
    const read = (): void => {
      const text = String(pipe.read() ?? '');
      for (const line of text.split('\n').filter(Boolean)) lines.push(JSON.parse(line));
    };
    while (pipe.readableLength + pipe.writableLength > 0) {
      read();
      await new Promise((resolve) => setImmediate(resolve));
    }
    log.info('again');
    read();
    const [notice, again] = lines.slice(-2);
    expect(again).toMatchObject({ msg: 'again' });
    expect(notice).toMatchObject({ level: 40, msg: 'dropped log lines that nobody read in time' });
    expect((notice?.dropped ?? 0) + lines.filter(({ msg }) => msg === 'said').length).toBe(4000);
  });

  it('does not end the process when its reader has gone', () => {
    const pipe = new PassThrough();
    const log = createLog('info', pipe);
    pipe.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(() => log.info('still here')).not.toThrow();
  });
});

describe('several logs on one stream', () => {
  it('add one listener to it', () => {
    const pipe = new PassThrough();
    const logs = Array.from({ length: 20 }, () => createLog('info', pipe));
    for (const log of logs) log.info('said');
    expect(pipe.listenerCount('error')).toBe(1);
    expect(String(pipe.read()).match(/said/g)).toHaveLength(20);
  });
});
