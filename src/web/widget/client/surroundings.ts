import type { PageVisit } from './visit-reports.ts';

/** The part of a socket that the chat uses; the browser's WebSocket fits. */
export interface Socket {
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'close', listener: (event: { code?: number }) => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}

/** Browser events that may change whether the chat is connected. */
export type Happening = 'online' | 'offline' | 'visible' | 'hidden' | 'stored';

/** Everything that the chat uses from outside; tests replace it. */
export interface Surroundings {
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  openSocket: (address: string) => Socket;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** @returns a function that cancels it */
  after: (milliseconds: number, work: () => void) => () => void;
  /** 0 to 1. */
  random: () => number;
  newId: () => string;
  isVisible: () => boolean;
  /** The browser reports no network. It may be wrong either way. */
  isOffline: () => boolean;
  /** The page that shows the chat, without query and fragment; undefined while the site does not share it. */
  visit?: () => PageVisit | undefined;
  /** @returns a function that stops listening */
  listen: (listener: (happening: Happening) => void) => () => void;
}

/** Storage that forgets everything at a reload, for when the browser blocks its own. */
function forgetful(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

function browserStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    localStorage.getItem('');
    return localStorage;
  } catch {
    return forgetful();
  }
}

/** Query and fragment may contain personal data, so they never leave the browser. */
const bareAddress = (address: string): string => address.replace(/[?#].*$/s, '');

/** The visitor's page, for `Surroundings.visit`. */
export const pageVisit = (): PageVisit => ({
  page: bareAddress(location.href),
  referrer: bareAddress(document.referrer),
});

/** The browser's own surroundings. */
export const inBrowser = (): Surroundings => ({
  fetch: (address, init) => fetch(address, init),
  openSocket: (address) => new WebSocket(address),
  storage: browserStorage(),
  now: () => Date.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  // randomUUID exists only on https and localhost.
  newId: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    ),
  isOffline: () => !navigator.onLine,
  isVisible: () => document.visibilityState === 'visible',
  listen(listener) {
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('online', () => listener('online'), { signal });
    addEventListener('offline', () => listener('offline'), { signal });
    addEventListener('storage', () => listener('stored'), { signal });
    addEventListener('pageshow', (event) => event.persisted && listener('visible'), { signal });
    document.addEventListener(
      'visibilitychange',
      () => listener(document.visibilityState === 'visible' ? 'visible' : 'hidden'),
      { signal },
    );
    return () => stop.abort();
  },
});
