import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ChatLedger, Side } from './chat-ledger.ts';
import type { DeskAgent } from './desk-agent.ts';
import type { DirectLineClient, Opened } from './direct-line.ts';
import type { Ledger } from './ledger.ts';
import { StreamReader } from './stream-reader.ts';

const PAUSE_MS = 80;
/** The share of messages that are resent after their acknowledgement, as if it had been lost. */
const AGAIN = 0.1;

/** A waiting customer, who asked for a person and has a reference. */
export interface WaitingCustomer {
  opened: Opened;
  reference: string;
  reader: StreamReader;
  ledger: ChatLedger;
}

/** Starts a conversation and asks for a person. */
export async function askForPerson(client: DirectLineClient, signal: AbortSignal): Promise<WaitingCustomer> {
  const opened = await client.open();
  const reader = new StreamReader(
    async (watermark) => new WebSocket(await client.streamUrl(opened, watermark)),
  );
  const words = 'I want to talk to a human';
  await client.post(opened, words, 'asks for a person');
  const told = await reader.until(({ channelData }) => channelData?.handoff?.state === 'waiting', signal);
  const reference = told.channelData?.handoff?.reference ?? '';
  return { opened, reference, reader, ledger: { customer: [words], agent: [] } };
}

export interface ChatPairParts {
  client: DirectLineClient;
  customer: WaitingCustomer;
  agent: DeskAgent;
  /** Called on every acknowledgement, in any chat. */
  progress: Ledger;
  random: () => number;
}

/** A connected chat: both sides write at the same time, each with its own stream. */
export class ChatPair {
  readonly customer: WaitingCustomer;
  readonly agent: DeskAgent;
  readonly readers: Record<Side, StreamReader>;
  readonly #parts: ChatPairParts;

  constructor(parts: ChatPairParts) {
    this.#parts = parts;
    this.customer = parts.customer;
    this.agent = parts.agent;
    this.readers = { customer: parts.customer.reader, agent: parts.agent.listen(parts.customer.reference) };
  }

  /** Lets both sides write until `isOver`, and until their last messages are acknowledged. */
  async talk(isOver: () => boolean): Promise<void> {
    const { client, customer, agent } = this.#parts;
    await Promise.all([
      this.#speak(
        'customer',
        isOver,
        async (text, id) => void (await client.post(customer.opened, text, id)),
      ),
      this.#speak('agent', isOver, (text, id) => agent.say(customer.reference, text, id)),
    ]);
  }

  /** Resolves when both streams have both sides' last messages. @throws if the signal aborts */
  async untilRead(signal: AbortSignal): Promise<void> {
    const { ledger } = this.customer;
    const last = [ledger.customer.at(-1), ledger.agent.at(-1)];
    const reading = Object.values(this.readers).flatMap((reader) =>
      last.map((text) => reader.until((activity) => activity.text === text, signal)),
    );
    await Promise.all(reading);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.readers).map((reader) => reader.close()));
  }

  async #speak(
    side: Side,
    isOver: () => boolean,
    say: (text: string, clientId: string) => Promise<void>,
  ): Promise<void> {
    const { progress, random, customer } = this.#parts;
    for (let number = 1; !isOver(); number += 1) {
      const text = `${side} of ${customer.reference} says ${number}`;
      const clientId = `${customer.reference}-${side}-${number}`;
      await say(text, clientId);
      customer.ledger[side].push(text);
      progress.accept(clientId);
      if (random() < AGAIN) await say(text, clientId);
      await wait(random() * PAUSE_MS);
    }
  }
}
