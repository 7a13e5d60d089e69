import type { Held } from './customer.ts';
import { DirectLineClient, type Statuses } from './direct-line.ts';
import { Ledger } from './ledger.ts';
import { Reader } from './reader.ts';

const CONVERSATIONS = 5;
const MESSAGES = 30;

/** Sends every message to both replicas at the same time, with the same client id. */
export async function sendToBoth(
  urls: [string, string],
  statuses: Statuses,
  signal: AbortSignal,
): Promise<Held[]> {
  const clients = urls.map((url) => new DirectLineClient(() => url, statuses, signal));
  const [client] = clients;
  if (client === undefined) return [];
  return Promise.all(
    Array.from({ length: CONVERSATIONS }, async () => {
      const ledger = new Ledger();
      const opened = await client.open();
      const reader = new Reader(client, opened, 'socket', ({ replyToId }) => {
        if (replyToId !== undefined) ledger.answer(replyToId);
      });
      const held: Held = { opened, acknowledged: [], renamed: 0, reader };
      for (let count = 0; count < MESSAGES; count += 1) {
        const ids = await Promise.all(
          clients.map((one) => one.post(opened, 'and the ESR350?', `twin-${count}`)),
        );
        const [id = ''] = ids;
        held.acknowledged.push(id);
        held.renamed += ids.filter((other) => other !== id).length;
      }
      await ledger.untilAnswered(held.acknowledged, signal);
      await reader.close();
      return held;
    }),
  );
}
