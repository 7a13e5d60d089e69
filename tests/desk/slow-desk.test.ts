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

function openDesk() {
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
    readState: () =>
      Promise.resolve({ waiting, filling: 'x'.repeat(SOCKET_LIMITS.unreadBytes) } as unknown as DeskState),
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
