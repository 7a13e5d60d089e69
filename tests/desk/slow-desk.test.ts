import { EventEmitter } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import { DeskBroadcaster } from '#desk/desk-broadcaster.ts';
import type { DeskState } from '#desk/wire.ts';
import { PacedSockets, SOCKET_LIMITS } from '#http/paced-sockets.ts';
import type { StoreListener } from '#store/events.ts';
import { silent } from '../support/silent.ts';

/** A desk socket whose client reads only when the test tells it to. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: string[] = [];
  #unread: (() => void)[] = [];

  send(data: Buffer, _options: object, read: () => void): void {
    this.sent.push(data.toString());
    this.#unread.push(read);
  }

  read(): void {
    for (const done of this.#unread.splice(0)) done();
  }

  ping(): void {}

  close(): void {}

  terminate(): void {
    this.readyState = 3;
    this.emit('close');
  }
}

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** @param readLater resolves once the state with so many waiting customers may be returned */
function openDesk({ readLater = (_waiting: number) => Promise.resolve() } = {}) {
  let waiting = 0;
  let listener: StoreListener | undefined;
  const hub = new DeskBroadcaster({
    events: {
      subscribe: (each: StoreListener) => {
        listener = each;
        return () => undefined;
      },
    } as never,
    presences: { note: () => Promise.resolve() } as never,
    readState: async () => {
      const state = { waiting, filling: 'x'.repeat(SOCKET_LIMITS.unreadBytes) } as unknown as DeskState;
      await readLater(waiting);
      return state;
    },
    sockets: new PacedSockets(),
    clock: () => new Date(),
    presenceTimeoutMs: 60_000,
    log: silent,
  });
  onTestFinished(() => hub.close());
  return {
    hub,
    arrive: () => {
      waiting += 1;
      listener?.({ kind: 'desk' });
    },
  };
}

const waitingIn = (text: string | undefined): unknown => JSON.parse(text ?? '{}')['waiting'];

test('a slow desk skips to the newest state once it has caught up', async () => {
  const { hub, arrive } = openDesk();
  const slow = new SlowSocket();
  const quick = new SlowSocket();
  const isSignedIn = () => Promise.resolve(true);
  await hub.attach(slow as unknown as WebSocket, { agentId: 'slow', isSignedIn });
  await hub.attach(quick as unknown as WebSocket, { agentId: 'quick', isSignedIn });
  for (let n = 1; n <= 3; n += 1) {
    quick.read();
    arrive();
    while (waitingIn(quick.sent.at(-1)) !== n) await turnOfLoop();
  }
  expect(slow.sent).toHaveLength(1);
  slow.read();
  while (slow.sent.length < 2) await turnOfLoop();
  expect(slow.sent.map(waitingIn)).toEqual([0, 3]);
});

test('a desk never gets an older state after a newer one', async () => {
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  const { hub, arrive } = openDesk({ readLater: (waiting) => (waiting === 1 ? held : Promise.resolve()) });
  const attach = (socket: SlowSocket, agentId: string) =>
    hub.attach(socket as unknown as WebSocket, { agentId, isSignedIn: () => Promise.resolve(true) });
  const first = new SlowSocket();
  await attach(first, 'first');
  first.read();
  arrive();
  const second = attach(new SlowSocket(), 'second');
  await turnOfLoop();
  arrive();
  const third = attach(new SlowSocket(), 'third');
  await turnOfLoop();
  first.read();
  finish();
  await Promise.all([second, third]);
  while (waitingIn(first.sent.at(-1)) !== 2) {
    first.read();
    await turnOfLoop();
  }
  expect(first.sent.map(waitingIn)).toEqual([0, 1, 2]);
});

test('a desk that does not answer between two heartbeats is dropped', async () => {
  const { hub } = openDesk();
  const gone = new SlowSocket();
  await hub.attach(gone as unknown as WebSocket, {
    agentId: 'gone',
    isSignedIn: () => Promise.resolve(true),
  });
  await hub.beat();
  expect(gone.readyState).toBe(1);
  await hub.beat();
  expect(gone.readyState).toBe(3);
});
