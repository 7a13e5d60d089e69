import { setTimeout as wait } from 'node:timers/promises';
import { p99 } from '#evaluation/statistics.ts';
import { sendRaw } from '../support/raw-http.ts';
import { say, type Target, type Visitor } from './target.ts';

/** How it goes for those who only want to chat, while somebody attacks. */
export interface Service {
  /** Milliseconds; the longest wait for the acknowledgement of a message. */
  longestWait: number;
  /** Milliseconds. */
  healthP99: number;
  /** Messages and health checks that were not answered well. */
  failed: number;
}

/** Customers at addresses of their own; several, since one may not write as often as is measured. */
const ADDRESSES = ['127.200.0.1', '127.200.0.2', '127.200.0.3', '127.200.0.4'];
const BETWEEN_MESSAGES_MS = 500;
const BETWEEN_CHECKS_MS = 20;

/** Customers who go on chatting, and a supervisor program that goes on checking the server's health. */
export class Bystanders {
  readonly #target: Target;
  readonly #visitors: Visitor[];

  static async arrive(target: Target): Promise<Bystanders> {
    return new Bystanders(target, await Promise.all(ADDRESSES.map((from) => target.visit(from))));
  }

  private constructor(target: Target, visitors: Visitor[]) {
    this.#target = target;
    this.#visitors = visitors;
  }

  /** Watches over `work`, and a little longer than it. */
  async watch(work: () => Promise<void>): Promise<Service> {
    const over = new AbortController();
    const waits: number[] = [];
    const checks: number[] = [];
    let failed = 0;
    const chat = async (): Promise<void> => {
      // Their answers are none of the attack's.
      const quiet: Target = {
        ...this.#target,
        send: ({ path, ...rest }) => sendRaw({ ...rest, url: `${this.#target.url}${path}` }),
      };
      for (let at = 0; !over.signal.aborted; at += 1) {
        const response = await say(
          quiet,
          this.#visitors[at % this.#visitors.length]!,
          'Is the ESR900 patched?',
        );
        if (response?.status === 200) waits.push(response.took);
        else failed += 1;
        await wait(BETWEEN_MESSAGES_MS);
      }
    };
    const check = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const response = await sendRaw({ url: `${this.#target.url}/healthz`, from: '127.201.0.1' });
        if (response?.status === 200) checks.push(response.took);
        else failed += 1;
        await wait(BETWEEN_CHECKS_MS);
      }
    };
    const watching = Promise.all([chat(), check()]);
    try {
      await work();
      await wait(BETWEEN_MESSAGES_MS);
    } finally {
      over.abort();
      await watching;
    }
    return { longestWait: Math.max(0, ...waits), healthP99: p99(checks), failed };
  }
}
