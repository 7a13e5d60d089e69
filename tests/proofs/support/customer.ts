import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '#understanding/classifier/random.ts';
import type { DirectLineClient, Opened } from './direct-line.ts';
import type { Ledger } from './ledger.ts';
import { nextLine } from './questions.ts';
import { Reader, type Way } from './reader.ts';

const PAUSE_MS = 60;

/** A conversation, and what its customer knows about it. */
export interface Held {
  opened: Opened;
  /** The ids of the acknowledged messages, in the order they were sent. */
  acknowledged: string[];
  /** Resent messages that were acknowledged with a different id. */
  renamed: number;
  reader: Reader;
}

export interface CustomerOptions {
  client: DirectLineClient;
  ledger: Ledger;
  way: Way;
  seed: number;
  /** The number of messages after which the customer starts another conversation. */
  messages: number;
  /** The share of messages, 0 to 1, whose answer is awaited before the next message. */
  patience: number;
  /** Aborts all waiting. */
  signal: AbortSignal;
}

/** Talks to the bot, one message after another, and sends each until it is acknowledged. */
export class Customer {
  readonly held: Held[] = [];
  readonly #options: CustomerOptions;
  readonly #random: () => number;

  constructor(options: CustomerOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
  }

  /** Holds conversations until `isOver`, then waits for the outstanding answers. */
  async talk(isOver: () => boolean): Promise<void> {
    while (!isOver()) await this.#converse(isOver);
  }

  async #converse(isOver: () => boolean): Promise<void> {
    const { client, ledger, way, messages, patience, signal } = this.#options;
    const opened = await client.open();
    const reader = new Reader(client, opened, way, ({ replyToId }) => {
      if (replyToId !== undefined) ledger.answer(replyToId);
    });
    const held: Held = { opened, acknowledged: [], renamed: 0, reader };
    this.held.push(held);
    try {
      // At least one message: its answer comes after the welcome, which must arrive, too.
      for (let count = 1; count === 1 || (count <= messages && !isOver()); count += 1) {
        const text = nextLine(this.#random);
        const clientId = `${opened.conversationId}-${count}`;
        const id = await client.post(opened, text, clientId);
        held.acknowledged.push(id);
        ledger.accept(id);
        // A client that lost the acknowledgement resends a message that the server already has.
        if (this.#random() < 0.1 && (await client.post(opened, text, clientId)) !== id) held.renamed += 1;
        if (this.#random() < patience) await ledger.untilAnswered([id], signal);
        await wait(this.#random() * PAUSE_MS);
      }
      await ledger.untilAnswered(held.acknowledged, signal);
    } catch (error) {
      // Aborted with answers outstanding; the verdict shows which ones.
      if (!signal.aborted) throw error;
    } finally {
      await reader.close();
    }
  }
}
