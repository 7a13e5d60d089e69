import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from '#bot-framework/activity.ts';
import { violationsOf } from './activity-schemas.ts';

/** A fake channel service on this machine, to which the bot posts its replies. */
export interface Connector {
  serviceUrl: string;
  readonly received: readonly Partial<Activity>[];
  /** From now on replies are received but not acknowledged until `release`: the turn stays in flight. */
  hold(): void;
  release(): void;
  /** Resolves when this many replies have been received. */
  receivedReplies(count: number): Promise<void>;
  /** @throws for received activities that violate their schemas or Teams' rules */
  close(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const received: Partial<Activity>[] = [];
  const violations: string[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  let held: { promise: Promise<void>; resolve: () => void } | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const activity = JSON.parse(Buffer.concat(chunks).toString()) as Partial<Activity>;
      received.push(activity);
      violations.push(...violationsOf(activity));
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      waiting = waiting.filter(({ count }) => received.length < count);
      const acknowledge = (): void => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ id: `reply-${received.length}` }));
      };
      if (held === undefined) acknowledge();
      else void held.promise.then(acknowledge);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    received,
    hold: () => {
      held = Promise.withResolvers<void>();
    },
    release: () => {
      held?.resolve();
      held = undefined;
    },
    receivedReplies: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      if (violations.length > 0)
        throw new Error(`The bot sent activities that no channel accepts:\n${violations.join('\n')}`);
    },
  };
}
