import { afterEach, expect, test, vi } from 'vitest';
import { createOutboxes } from '#web/desk/client/outbox.ts';
import { fakeBrowser } from './fake-browser.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const words = { text: 'It is patched.', textFormat: 'plain', files: [] } as const;

/** A desk whose server answers messages with a status. Each outbox is that of a newly loaded page. */
function desk(status: number) {
  const server = { status };
  const error = { code: 'Refused', message: 'No.' };
  const browser = fakeBrowser(() => Response.json({ error }, { status: server.status }));
  const load = () => {
    const outbox = createOutboxes()('dana');
    outbox.start(() => undefined);
    return outbox;
  };
  return { ...browser, server, load };
}

test('a rejected message is still there after a reload, with the reason, and is sent when the agent tries again', async () => {
  const { server, load, asked } = desk(403);
  const before = load();
  before.send('R-1', words);
  await expect.poll(() => before.entries.value).toMatchObject([{ problem: 'No.' }]);
  const after = load();
  expect(after.entries.value).toMatchObject([{ ...words, reference: 'R-1', problem: 'No.' }]);
  expect(asked, 'it is not sent again by itself').toHaveLength(1);

  server.status = 200;
  after.retry(after.entries.value[0]?.clientId ?? '');
  await expect.poll(() => after.entries.value).toEqual([]);
  expect(load().entries.value).toEqual([]);
});

test('a rejected message that the agent discards does not come back', async () => {
  const { load } = desk(403);
  const before = load();
  before.send('R-1', words);
  await expect.poll(() => before.entries.value).toMatchObject([{ problem: 'No.' }]);
  before.discard(before.entries.value[0]?.clientId ?? '');
  expect(load().entries.value).toEqual([]);
});

test('the browser asks before it leaves a page with an unsent file, and only then', async () => {
  const { server, load, happens } = desk(403);
  const asksBeforeLeaving = (): boolean => {
    const leaving = new Event('beforeunload', { cancelable: true });
    happens(leaving);
    return leaving.defaultPrevented;
  };
  const outbox = load();
  outbox.send('R-1', words);
  expect(asksBeforeLeaving()).toBe(false);
  outbox.send('R-2', { ...words, files: [new File(['Press reset.'], 'manual.txt')] });
  expect(asksBeforeLeaving()).toBe(true);
  await expect.poll(() => outbox.entries.value.every(({ problem }) => problem !== '')).toBe(true);
  expect(asksBeforeLeaving()).toBe(true);
  server.status = 200;
  for (const { clientId } of outbox.entries.value) outbox.retry(clientId);
  await expect.poll(() => outbox.entries.value).toEqual([]);
  expect(asksBeforeLeaving()).toBe(false);
});
