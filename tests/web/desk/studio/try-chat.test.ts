import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExpectRequest, StudioSideTurn, StudioTry } from '#desk/studio/try-wire.ts';

const KEY = { document: 'expected/tried.yaml', kind: 'expected-question', id: 'tried.is-it-free' } as const;

const sideOf = (answer: string): StudioSideTurn => ({ replies: [], readings: [], expectation: { answer } });

/** The server, which answers every message in the same way. */
function fakeServer() {
  let answer = 'enshare.cost';
  let isDown = false;
  let hasProblems = false;
  const kept: ExpectRequest[] = [];
  const tried = (texts: readonly string[]): StudioTry =>
    hasProblems
      ? { kind: 'unusable', side: 'draft', problems: 1 }
      : {
          kind: 'tried',
          isExact: true,
          turns: ['', ...texts].map((text) => ({ text, published: sideOf(answer), draft: sideOf(answer) })),
        };
  const keep = (wish: ExpectRequest): Response => {
    if (wish.seen?.some((seen) => seen['answer'] !== answer) === true)
      return Response.json({ error: { code: 'Changed', message: 'Check the reply.' } }, { status: 409 });
    kept.push(wish);
    return Response.json(KEY);
  };
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('fetch', async (path: string, { body }: { body?: string }) => {
    await Promise.resolve();
    if (isDown) throw new TypeError('The connection was lost.');
    const wish = JSON.parse(body ?? '') as ExpectRequest;
    return path.endsWith('/expect') ? keep(wish) : Response.json(tried(wish.texts));
  });
  return {
    kept,
    answers: (other: string) => (answer = other),
    isDown: (is: boolean) => (isDown = is),
    hasProblems: () => (hasProblems = true),
  };
}

/** A page with its own conversation. */
async function opened() {
  vi.resetModules();
  const server = fakeServer();
  const { tryChat } = await import('#web/desk/studio/try/try-chat.ts');
  const says = async (text: string): Promise<void> => {
    tryChat.say(text);
    await expect.poll(() => tryChat.asking.value).toBeUndefined();
  };
  return { server, tryChat, says };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('trying the draft', () => {
  it('puts a message that got no reply back into the box', async () => {
    const { server, tryChat, says } = await opened();
    server.isDown(true);
    await says('is it free?');
    expect([tryChat.typed.value, tryChat.problem.value]).toEqual([
      'is it free?',
      'Cannot reach the server. Check your connection and try again.',
    ]);
    server.isDown(false);
    server.hasProblems();
    tryChat.type('');
    await says('is it free?');
    expect([tryChat.typed.value, tryChat.unusable.value?.problems]).toEqual(['is it free?', 1]);
  });

  it('saves the replies on the screen as expected, once for two presses', async () => {
    const { server, tryChat, says } = await opened();
    await says('is it free?');
    await Promise.all([tryChat.keep('draft', 0), tryChat.keep('draft', 0)]);
    expect(server.kept).toEqual([
      { texts: ['is it free?'], side: 'draft', only: 0, seen: [{ answer: 'enshare.cost' }] },
    ]);
    expect([tryChat.keptOf('draft', 0), tryChat.keptOf('published', 0)]).toEqual([KEY, undefined]);
  });

  it('shows how the bot replies by now instead of saving what the editor has not seen', async () => {
    const { server, tryChat, says } = await opened();
    await says('is it free?');
    server.answers('enviewer.cost');
    await tryChat.keep('draft', 0);
    expect(server.kept).toEqual([]);
    expect([tryChat.problem.value, tryChat.turns.value[1]?.draft.expectation]).toEqual([
      'Check the reply.',
      { answer: 'enviewer.cost' },
    ]);
  });

  it('does not call another reply saved', async () => {
    const { server, tryChat, says } = await opened();
    await says('is it free?');
    await says('and the other?');
    await tryChat.keep('draft', 0);
    await tryChat.keep('draft');
    expect([tryChat.keptOf('draft', 0), tryChat.keptOf('draft')]).toEqual([KEY, KEY]);
    await says('thanks');
    expect([tryChat.keptOf('draft', 0), tryChat.keptOf('draft')]).toEqual([KEY, undefined]);
    server.answers('enviewer.cost');
    await says('bye');
    expect(tryChat.keptOf('draft', 0)).toBeUndefined();
  });
});
