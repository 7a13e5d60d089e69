import { setTimeout as wait } from 'node:timers/promises';
import type { DirectLineClient, Opened, Seen } from './direct-line.ts';
import { releasesIn } from './marked-releases.ts';

/** Questions whose answers are marked with their release; some follow up on an earlier answer. */
const QUESTIONS = [
  'Does EnShare cost anything?',
  'How do I add a camera to EnViewer?',
  'what is KRACK?',
  'tell me more',
  'What can I do right now about KRACK?',
];

const PAUSE_MS = 15;

/** A customer's message: how long it took, and whether a server was down at the time. */
export interface Sample {
  at: number;
  milliseconds: number;
}

export interface TurnFaults {
  messages: number;
  lost: number;
  doubled: number;
  mixed: number;
}

/** A customer who asks one question after another in one conversation, until told to stop. */
export class AskingCustomer {
  readonly samples: Sample[] = [];
  readonly #client: DirectLineClient;
  readonly #ids: string[] = [];
  #opened: Opened | undefined;

  constructor(client: DirectLineClient) {
    this.#client = client;
  }

  async ask(isOver: () => boolean): Promise<void> {
    const opened = await this.#client.open();
    this.#opened = opened;
    for (let count = 0; !isOver(); count += 1) {
      const began = performance.now();
      const text = QUESTIONS[count % QUESTIONS.length] ?? '';
      this.#ids.push(await this.#client.post(opened, text, `${opened.conversationId}-${count}`));
      this.samples.push({ at: began, milliseconds: performance.now() - began });
      await wait(PAUSE_MS);
    }
  }

  /** What happened to each message, according to the transcript. */
  async judge(): Promise<TurnFaults> {
    const { activities } = await this.#transcript();
    const sent = new Set(activities.filter(({ from }) => from.role === 'user').map(({ id }) => id));
    const replies = Map.groupBy(
      activities.filter(({ replyToId }) => replyToId !== undefined),
      ({ replyToId }) => replyToId,
    );
    const faults: TurnFaults = { messages: this.#ids.length, lost: 0, doubled: 0, mixed: 0 };
    faults.doubled += sent.size - new Set(this.#ids).size;
    for (const id of this.#ids) {
      const given = replies.get(id) ?? [];
      if (!sent.has(id) || given.length === 0) faults.lost += 1;
      if (new Set(given.map(({ text }) => text)).size < given.length) faults.doubled += 1;
      if (releasesIn(given).size > 1) faults.mixed += 1;
    }
    return faults;
  }

  async #transcript(): Promise<{ activities: Seen[] }> {
    const activities: Seen[] = [];
    if (this.#opened === undefined) return { activities };
    for (let watermark = '0'; ;) {
      const page = await this.#client.poll(this.#opened, watermark);
      if (page.watermark === watermark) return { activities };
      activities.push(...page.activities);
      watermark = page.watermark;
    }
  }
}
