import type { Held } from './customer.ts';
import { DirectLineClient, type Seen, type Statuses } from './direct-line.ts';
import { Reader } from './reader.ts';

const CONVERSATIONS = 10;
const MESSAGES = 30;

/** How soon a message posted to one replica shows on sockets of both, in milliseconds from before the POST. */
export interface Reach {
  milliseconds: Record<string, number[]>;
  held: Held[];
}

/** When each activity was first seen, by its key. */
class Arrivals {
  readonly #at = new Map<string, number>();
  readonly #waiting = new Map<string, (at: number) => void>();

  readonly see = ({ replyToId, channelData }: Seen): void => {
    const key = replyToId ?? channelData?.clientActivityID;
    if (key === undefined || this.#at.has(key)) return;
    const now = performance.now();
    this.#at.set(key, now);
    this.#waiting.get(key)?.(now);
  };

  of(key: string): Promise<number> {
    const at = this.#at.get(key);
    if (at !== undefined) return Promise.resolve(at);
    return new Promise((resolve) => this.#waiting.set(key, resolve));
  }
}

/** Posts to the first replica, one message after another, and reads from sockets on both. */
export async function measureReach(
  [first, second]: [string, string],
  statuses: Statuses,
  signal: AbortSignal,
): Promise<Reach> {
  const poster = new DirectLineClient(() => first, statuses, signal);
  const other = new DirectLineClient(() => second, statuses, signal);
  const held: Held[] = [];
  const times = { echoThere: [] as number[], replyThere: [] as number[], replyHere: [] as number[] };
  for (let conversation = 0; conversation < CONVERSATIONS; conversation += 1) {
    const opened = await poster.open();
    const [here, there] = [new Arrivals(), new Arrivals()];
    const nearReader = new Reader(poster, opened, 'socket', here.see);
    const reader = new Reader(other, opened, 'socket', there.see);
    const acknowledged: string[] = [];
    for (let count = 0; count < MESSAGES; count += 1) {
      const began = performance.now();
      const clientId = `reach-${count}`;
      const id = await poster.post(opened, 'Is the ESR900 patched?', clientId);
      acknowledged.push(id);
      const [echo, reply, near] = await Promise.all([there.of(clientId), there.of(id), here.of(id)]);
      times.echoThere.push(echo - began);
      times.replyThere.push(reply - began);
      times.replyHere.push(near - began);
    }
    await Promise.all([reader.close(), nearReader.close()]);
    held.push({ opened, acknowledged, renamed: 0, reader });
  }
  return {
    held,
    milliseconds: {
      'from posting to the message on the other': times.echoThere,
      'from posting to the answer on the other': times.replyThere,
      'from posting to the answer on the same': times.replyHere,
    },
  };
}
