import { expect, it } from 'vitest';
import { createClosing } from '#compose/closing.ts';
import { createRecordingLog, levels } from '../support/recording-log.ts';

it('closes in reverse order, and only once', async () => {
  const closed: string[] = [];
  const closing = createClosing(createRecordingLog().log);
  for (const part of ['store', 'server']) closing.add(() => void closed.push(part));
  expect(closing.hasBegun()).toBe(false);
  await Promise.all([closing.closeAll(), closing.closeAll()]);
  expect(closing.hasBegun()).toBe(true);
  expect(closed).toEqual(['server', 'store']);
});

it('closes the rest when a part cannot be closed, logs why, and fails at the end', async () => {
  const closed: string[] = [];
  const { log, entries } = createRecordingLog();
  const closing = createClosing(log);
  closing.add(() => void closed.push('store'));
  closing.add(() => {
    throw new Error('a search that is stuck');
  });
  closing.add(() => Promise.reject(new Error('a desk that is gone')));
  closing.add(() => void closed.push('server'));

  await expect(closing.closeAll()).rejects.toThrow('Not everything could be closed');
  expect(closed).toEqual(['server', 'store']);
  expect(entries).toMatchObject([
    { level: levels.error, err: { message: 'a desk that is gone' } },
    { level: levels.error, err: { message: 'a search that is stuck' } },
  ]);
});
