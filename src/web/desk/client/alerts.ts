import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskState } from '#desk/wire.ts';
import { playSound } from '#web/widget/panel/sound.ts';

const KEY = 'support-desk:alerts';
/** The sound repeats after this time until somebody has seen the request. */
const AGAIN_MS = 15_000;

/** Alerts the agent when a customer is waiting. */
export interface Alerts {
  readonly isOn: ReadonlySignal<boolean>;
  /** The number of waiting requests not acknowledged here. */
  readonly unseen: ReadonlySignal<number>;
  setOn(on: boolean): void;
  /** The agent has seen who is waiting. */
  acknowledge(): void;
  close: () => void;
}

function keptWish(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

function notify(text: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || !document.hidden)
    return;
  try {
    const notification = new Notification('Support desk', { body: text, tag: 'support-desk' });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
    });
  } catch {
    // Chrome for Android has notifications, but not for pages.
  }
}

/** Watches the queue and alerts the agent. */
export function createAlerts(state: ReadonlySignal<DeskState | undefined>): Alerts {
  const isOn = signal(keptWish());
  const seen = signal<ReadonlySet<string>>(new Set());
  /** A request that becomes alarming counts as new again. */
  const keys = computed(() =>
    (state.value?.waiting ?? []).map(({ reference, isOverdue }) => `${reference}${isOverdue ? '!' : ''}`),
  );
  const unseenKeys = computed(() => keys.value.filter((key) => !seen.value.has(key)));
  const unseen = computed(() => unseenKeys.value.length);
  const sound = (): void => {
    if (unseen.value === 0 || !isOn.value) return;
    playSound();
    notify(unseen.value === 1 ? 'A customer is waiting.' : `${unseen.value} customers are waiting.`);
  };
  /** What has sounded already: it sounds for who is new, not when a colleague claims one of several. */
  let heard = new Set<string>();
  const end = effect(() => {
    const now = isOn.value ? unseenKeys.value : [];
    const isNew = now.some((key) => !heard.has(key));
    heard = new Set(now);
    if (isNew) sound();
  });
  const timer = setInterval(sound, AGAIN_MS);
  return {
    isOn,
    unseen,
    setOn(on) {
      isOn.value = on;
      try {
        localStorage.setItem(KEY, on ? '1' : '0');
      } catch {
        // Not stored: it will be off again on the next page.
      }
      if (on && typeof Notification !== 'undefined' && Notification.permission === 'default')
        void Notification.requestPermission();
    },
    acknowledge() {
      seen.value = new Set(keys.value);
    },
    close() {
      end();
      clearInterval(timer);
    },
  };
}
