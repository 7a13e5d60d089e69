import { setTimeout as wait } from 'node:timers/promises';
import type { StudioRun } from '#desk/studio/publishing/wire.ts';
import type { StudioEntry } from '#desk/studio/wire.ts';
import { emailOf, PASSWORD } from './add-agent.ts';

const COST = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };
const RETRY_MS = 200;
const REQUEST_MS = 20_000;

/** An answer in the draft. */
interface Content {
  short: string;
  detail?: string;
}

/** An editor at the desk of a server that may be killed; requests without a response are repeated. */
export class DraftEditor {
  readonly #urlOf: () => string;
  readonly #signal: AbortSignal;
  #cookie = '';

  constructor(urlOf: () => string, signal: AbortSignal) {
    this.#urlOf = urlOf;
    this.#signal = signal;
  }

  async signIn(name: string): Promise<void> {
    const response = await this.#ask('/sign-in', { email: emailOf(name), password: PASSWORD });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  }

  /** Marks an answer of the draft. */
  async mark(marker: string): Promise<void> {
    const { content, version } = await this.#entry();
    const { short, detail, ...others } = content as Content;
    const marked = (text: string): string => text.replace(/^(?:\(release \d+\) )?/, `(release ${marker}) `);
    const more = detail === undefined ? {} : { detail: marked(detail) };
    await this.#ask('/studio/save', {
      ...COST,
      content: { ...others, short: marked(short), ...more },
      version,
    });
  }

  /** Starts to publish the draft, without waiting for it. */
  async beginPublishing(): Promise<void> {
    await this.#ask('/studio/publish', { note: 'proof' });
  }

  /** Publishes the draft, retrying as often as needed: another run may have to finish first. */
  async publish(): Promise<void> {
    while (await this.isDrafted()) {
      await this.beginPublishing();
      for (;;) {
        const { run } = (await (await this.#ask('/studio/publish')).json()) as StudioRun;
        if (run === null || run.outcome !== null) break;
        await wait(RETRY_MS, undefined, { signal: this.#signal });
      }
    }
  }

  /** Whether the draft still has the marked answer. */
  async isDrafted(): Promise<boolean> {
    return (await this.#entry()).state !== 'published';
  }

  /** Whether the marked answer is neither in the draft nor published, or in both. */
  async isHalf(marker: string): Promise<boolean> {
    const { state, published, updatedBy } = await this.#entry();
    const isPublished = JSON.stringify(published).includes(`(release ${marker})`);
    return isPublished ? updatedBy !== null : state !== 'changed';
  }

  async #entry(): Promise<StudioEntry> {
    const response = await this.#ask(`/studio/entry?${new URLSearchParams(COST).toString()}`);
    return (await response.json()) as StudioEntry;
  }

  /** Repeats a request until the response is not that of a server that is starting or stopping. */
  async #ask(path: string, body?: object): Promise<Response> {
    for (;;) {
      const url = this.#urlOf();
      const response = await fetch(`${url}/desk/api${path}`, {
        headers: { cookie: this.#cookie, 'content-type': 'application/json', origin: url },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(REQUEST_MS)]),
      }).catch(() => undefined);
      if (response !== undefined && response.status < 500) return response;
      await wait(RETRY_MS, undefined, { signal: this.#signal });
    }
  }
}
