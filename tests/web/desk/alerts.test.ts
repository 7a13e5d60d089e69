import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskState } from '#desk/wire.ts';
import { createAlerts } from '#web/desk/client/alerts.ts';
import { fakeBrowser } from './fake-browser.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const waiting = (...references: string[]) =>
  ({ waiting: references.map((reference) => ({ reference, isOverdue: false })) }) as unknown as DeskState;

/** A desk in a window that the agent does not see. */
function desk(onNotify: (body: string) => void) {
  fakeBrowser(() => Response.json({})).stored.set('support-desk:alerts', '1');
  vi.stubGlobal('document', { hidden: true });
  class FakeNotification extends EventTarget {
    static permission = 'granted';
    constructor(_title: string, { body }: { body: string }) {
      super();
      onNotify(body);
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  const state = signal<DeskState | undefined>(waiting());
  return { state, alerts: createAlerts(state) };
}

test('the agent is alerted when a customer joins the queue, and not when a colleague claims one', () => {
  const heard: string[] = [];
  const { state, alerts } = desk((body) => heard.push(body));
  state.value = waiting('R-1');
  state.value = waiting('R-1', 'R-2', 'R-3');
  expect(heard).toEqual(['A customer is waiting.', '3 customers are waiting.']);
  state.value = waiting('R-2', 'R-3');
  expect(heard).toHaveLength(2);
  // One was claimed, and another came.
  state.value = waiting('R-3', 'R-4');
  expect(heard).toHaveLength(3);
  alerts.close();
});

test('the alert repeats until the agent has seen who is waiting', () => {
  const heard: string[] = [];
  const { state, alerts } = desk((body) => heard.push(body));
  state.value = waiting('R-1');
  vi.advanceTimersByTime(15_000);
  expect(heard).toHaveLength(2);
  alerts.acknowledge();
  vi.advanceTimersByTime(60_000);
  expect(heard).toHaveLength(2);
  alerts.close();
});

test('a browser that refuses the notification breaks nothing', () => {
  const { state, alerts } = desk(() => {
    throw new TypeError('Illegal constructor');
  });
  state.value = waiting('R-1');
  expect(alerts.unseen.value).toBe(1);
  alerts.close();
});
