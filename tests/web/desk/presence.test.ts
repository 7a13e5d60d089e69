import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskAvailability } from '#desk/wire.ts';
import { watchInput } from '#web/desk/client/presence.ts';
import { fakeBrowser } from './fake-browser.ts';

/** Tells the other tabs at once. */
class FakeChannel extends EventTarget {
  static tabs = new Set<FakeChannel>();
  constructor() {
    super();
    FakeChannel.tabs.add(this);
  }
  postMessage(): void {
    for (const tab of FakeChannel.tabs) if (tab !== this) tab.dispatchEvent(new Event('message'));
  }
  close(): void {
    FakeChannel.tabs.delete(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('BroadcastChannel', FakeChannel);
});
afterEach(() => {
  FakeChannel.tabs.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** An agent with the desk open in two tabs. */
function twoTabs() {
  const agent = { is: 'available' as DeskAvailability };
  const openTab = () => {
    const { happens } = fakeBrowser(() => Response.json({}));
    watchInput({
      availability: () => agent.is,
      setAvailability: (next) => {
        agent.is = next;
      },
    });
    return { pressKey: () => happens(new Event('keydown')) };
  };
  return { agent, first: openTab(), second: openTab(), idle: () => vi.advanceTimersByTime(11 * 60_000) };
}

test.each(['first', 'second'] as const)(
  'an agent who was idle in two tabs is away, and available again at the first key in the %s one',
  (tab) => {
    const { agent, idle, ...tabs } = twoTabs();
    idle();
    expect(agent.is).toBe('away');
    tabs[tab].pressKey();
    expect(agent.is).toBe('available');
  },
);

test('an agent who uses one tab is not away, however long the other is idle', () => {
  const { agent, second } = twoTabs();
  for (let minute = 0; minute < 30; minute += 1) {
    second.pressKey();
    vi.advanceTimersByTime(60_000);
    expect(agent.is).toBe('available');
  }
});

test('“busy” that the agent chose elsewhere while idle here is kept', () => {
  const { agent, idle, first } = twoTabs();
  idle();
  agent.is = 'busy';
  first.pressKey();
  expect(agent.is).toBe('busy');
});

test('a status that the agent chose is kept when they return', () => {
  const { agent, idle, first } = twoTabs();
  agent.is = 'away';
  idle();
  first.pressKey();
  expect(agent.is).toBe('away');
});
