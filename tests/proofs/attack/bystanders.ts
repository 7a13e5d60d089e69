import { setTimeout as wait } from 'node:timers/promises';
import { p99 } from '#evaluation/statistics.ts';
import { sendRaw } from '../support/raw-http.ts';
import { say, type Target, type Visitor } from './target.ts';

/** The service that ordinary customers get during an attack. */
export interface Service {
  /** The longest wait for the acknowledgement of a message, in milliseconds. */
  longestWait: number;
  /** Milliseconds. */
  healthP99: number;
  /** Messages and health checks that failed. */
  failed: number;
}

/** Several customers, each at its own address, because one alone would exceed the rate limit. */
const ADDRESSES = ['127.200.0.1', '127.200.0.2', '127.200.0.3', '127.200.0.4'];
const BETWEEN_MESSAGES_MS = 500;
const BETWEEN_CHECKS_MS = 20;

/** Customers who keep chatting, and a monitor that keeps checking the server's health. */
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

  /** Measures during `work` and a little longer. */
  async watch(work: () => Promise<void>): Promise<Service> {
    const over = new AbortController();
    const waits: number[] = [];
    const checks: number[] = [];
    let failed = 0;
    const chat = async (): Promise<void> => {
      // Responses to customers must not count as responses to the attack.
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
