import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '#understanding/classifier/random.ts';
import type { DirectLineClient, Opened } from './direct-line.ts';
import type { Ledger } from './ledger.ts';
import { nextLine } from './questions.ts';
import { Reader, type Way } from './reader.ts';

const PAUSE_MS = 60;

/** A conversation that was held, and what its customer knows of it. */
export interface Held {
  opened: Opened;
  /** The ids that acknowledged the customer's messages, in the order they were sent. */
  acknowledged: string[];
  /** Messages sent a second time that were acknowledged with another id. */
  renamed: number;
  reader: Reader;
}

export interface CustomerOptions {
  client: DirectLineClient;
  ledger: Ledger;
  way: Way;
  seed: number;
  /** Messages of one conversation; then the customer opens the next. */
  messages: number;
  /** Part of the messages, 0 to 1, after which the answer is awaited before the next is sent. */
  patience: number;
  /** Ends all waiting. */
  signal: AbortSignal;
}

/** Somebody who talks to the bot: one message after the other, each sent until it is acknowledged. */
export class Customer {
  readonly held: Held[] = [];
  readonly #options: CustomerOptions;
  readonly #random: () => number;

  constructor(options: CustomerOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
  }

  /** Holds conversations until `isOver`, then waits for the answers that are owed. */
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
      // One message at the least: its answer comes after the welcome, which must be seen as well.
      for (let count = 1; count === 1 || (count <= messages && !isOver()); count += 1) {
        const text = nextLine(this.#random);
        const clientId = `${opened.conversationId}-${count}`;
        const id = await client.post(opened, text, clientId);
        held.acknowledged.push(id);
        ledger.accept(id);
        // A client whose answer got lost sends again what the server has.
        if (this.#random() < 0.1 && (await client.post(opened, text, clientId)) !== id) held.renamed += 1;
        if (this.#random() < patience) await ledger.untilAnswered([id], signal);
        await wait(this.#random() * PAUSE_MS);
      }
      await ledger.untilAnswered(held.acknowledged, signal);
    } catch (error) {
      // Ended while something was owed: the verdict will say what.
      if (!signal.aborted) throw error;
    } finally {
      await reader.close();
    }
  }
}
