import { afterEach, describe, expect, it, vi } from 'vitest';
import { Closing, UNDO_MS } from '#web/desk/client/closing.ts';
import { fakeBrowser } from './fake-browser.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const KEY = 'support-desk:closing:dana:R-1';
const chat = { reference: 'R-1', outcome: 'solved', seen: 2, watermark: '12' } as const;

function desk(status: number, code = 'Taken') {
  const browser = fakeBrowser(() => Response.json({ error: { code, message: 'No.' } }, { status }));
  const problems: string[] = [];
  const open = () => new Closing('dana', (problem) => problems.push(problem));
  return { ...browser, problems, open };
}

describe('a chat that is about to be closed', () => {
  it('is closed before its agent signs out', async () => {
    const { open, asked, stored } = desk(200);
    const closing = open();
    closing.close(chat);
    await closing.finish();
    expect(asked).toEqual(['/desk/api/chats/R-1/close']);
    expect([closing.pending.value, stored.has(KEY)]).toEqual([[], false]);
    closing.end();
    expect(asked).toHaveLength(1);
  });

  it.each([401, 429, 503])('is kept for the next page if the server says %i', async (status) => {
    const { open, stored, problems } = desk(status);
    const closing = open();
    closing.close(chat);
    await closing.finish();
    closing.end();
    expect(JSON.parse(stored.get(KEY) ?? '')).toMatchObject(chat);
    expect(problems).toEqual([]);
  });

  it.each([403, 404, 409])('is given up, and the agent told, if the server says %i', async (status) => {
    const { open, stored, problems } = desk(status);
    const closing = open();
    closing.close(chat);
    await closing.finish();
    closing.end();
    expect(stored.has(KEY)).toBe(false);
    expect(problems).toEqual(['No.']);
  });

  it('ends silently if another tab, or the customer, was quicker', async () => {
    const { open, stored, problems } = desk(409, 'Over');
    const closing = open();
    closing.close(chat);
    await closing.finish();
    closing.end();
    expect(stored.has(KEY)).toBe(false);
    expect(problems).toEqual([]);
  });

  it('is left to the tab that started it, until that tab must have ended', async () => {
    vi.useFakeTimers();
    const { open, asked, stored } = desk(200);
    stored.set(KEY, JSON.stringify({ ...chat, dueAt: Date.now() + UNDO_MS }));
    const other = open();
    expect(other.pending.value).toMatchObject([chat]);
    await other.finish();
    await vi.advanceTimersByTimeAsync(UNDO_MS + 1000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual(['/desk/api/chats/R-1/close']);
    expect(stored.has(KEY)).toBe(false);
    other.end();
  });

  it.each(['{broken', '"words"', 'null', '{"reference": 2}'])('does not exist if %s is stored', (text) => {
    const { open, stored } = desk(200);
    stored.set(KEY, text);
    const closing = open();
    expect(closing.pending.value).toEqual([]);
    closing.end();
  });
});
