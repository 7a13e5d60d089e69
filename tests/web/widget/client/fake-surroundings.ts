import type { Happening, Socket, Surroundings } from '#web/widget/client/surroundings.ts';

/** A clock with timers that only the test advances. */
export class FakeTime {
  #now = 1_700_000_000_000;
  #waiting: { at: number; work: () => void }[] = [];

  now = (): number => this.#now;

  after = (milliseconds: number, work: () => void): (() => void) => {
    const entry = { at: this.#now + milliseconds, work };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry);
    };
  };

  /** The machine sleeps: time passes, and timers that became due run only afterwards. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Advances the time and runs due timers in order, letting promises settle in between. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
      await settle();
    }
    this.#now = end;
  }
}

/** Enough turns of the event loop for promise chains that wait for nothing else. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Storage that all tabs of one browser share. */
export function createStorage(): Surroundings['storage'] {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

export interface Tab {
  surroundings: Surroundings;
  happens: (happening: Happening) => void;
  setOffline: (offline: boolean) => void;
}

export interface TabParts {
  time: FakeTime;
  storage: Surroundings['storage'];
  fetch: Surroundings['fetch'];
  openSocket: (address: string) => Socket;
}

let ids = 0;

/** What a browser tab gives to the chat. */
export function openTab({ time, storage, fetch, openSocket }: TabParts): Tab {
  const listeners = new Set<(happening: Happening) => void>();
  let isOffline = false;
  return {
    surroundings: {
      fetch: (address, init) =>
        isOffline ? Promise.reject(new TypeError('Failed to fetch')) : fetch(address, init),
      openSocket,
      storage,
      now: time.now,
      after: time.after,
      random: () => 0.5,
      newId: () => `client-${(ids += 1)}`,
      isVisible: () => true,
      isOffline: () => isOffline,
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    happens: (happening) => {
      for (const listener of listeners) listener(happening);
    },
    setOffline: (offline) => {
      isOffline = offline;
    },
  };
}
