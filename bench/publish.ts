/**
 * Measures what publishing at the desk takes, and what customers notice of it: with the shipped knowledge, with a large
 * one of made-up answers, and rolling back. On SQLite, with a customer who asks all the time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { runCommand } from '#cli/run-command.ts';
import { studioRun } from '#desk/studio/publishing/wire.ts';
import { p99 } from '#evaluation/statistics.ts';
import { type Documents, loadDocuments } from '#knowledge/documents.ts';
import { openStore } from '#store/store.ts';
import { addAgent, emailOf, PASSWORD } from '#tests/proofs/support/add-agent.ts';
import { DirectLineClient, type Opened } from '#tests/proofs/support/direct-line.ts';
import { markDocuments, releasesIn } from '#tests/proofs/support/marked-releases.ts';
import { SECRET } from '#tests/proofs/support/server-process.ts';
import { enlarged } from './load/large-knowledge.ts';
import { residentMegabytes } from './load/program.ts';
import { prepareClassifier, startSupportBot, type SupportBot } from './load/support-bot.ts';
import { isQuick, printTable, report } from './show.ts';

const size = isQuick ? { answers: 50, phrases: 1250 } : { answers: 2000, phrases: 50_000 };
const mostMinutes = isQuick ? 10 : 60;
const quietMs = 5000;
const pauseMs = 50;
const QUESTION = 'Does EnShare cost anything?';
const EDITOR = 'Edie';

/** A customer who asks the same all the time, and notes how long each answer took and from which release it was. */
class SteadyCustomer {
  readonly times: number[] = [];
  release = '';
  #isOver = false;
  readonly #client: DirectLineClient;
  readonly #asking: Promise<void>;

  constructor(client: DirectLineClient, opened: Opened) {
    this.#client = client;
    this.#asking = this.#ask(opened);
  }

  /** Waits until an answer is from this release. */
  async until(release: string): Promise<void> {
    while (this.release !== release) await Promise.race([wait(pauseMs), this.#asking]);
  }

  async leave(): Promise<void> {
    this.#isOver = true;
    await this.#asking;
  }

  async #ask(opened: Opened): Promise<void> {
    let watermark = '0';
    for (let count = 0; !this.#isOver; count += 1) {
      const began = performance.now();
      await this.#client.post(opened, QUESTION, `${opened.conversationId}-${count}`);
      this.times.push(performance.now() - began);
      const page = await this.#client.poll(opened, watermark);
      ({ watermark } = page);
      this.release = [...releasesIn(page.activities)].at(-1) ?? this.release;
      await wait(pauseMs);
    }
  }
}

/** Publishes releases at the desk of a server. */
class Desk {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  async signIn(): Promise<void> {
    const { headers } = await this.#ask('/sign-in', { email: emailOf(EDITOR), password: PASSWORD });
    this.#cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  }

  /** Publishes a release, and waits until that is done. @returns how long the press took to be answered, in ms */
  async publish(number: number): Promise<number> {
    const began = performance.now();
    await this.#ask(`/releases/${number}/publish`, { note: 'bench' });
    const pressMs = performance.now() - began;
    for (const last = began + mostMinutes * 60_000; performance.now() < last; await wait(pauseMs)) {
      const { run } = studioRun.parse(await (await this.#ask('/studio/publish')).json());
      if (run?.outcome?.kind === 'published') return pressMs;
      if (run?.outcome) throw new Error(`Publishing ended with ${JSON.stringify(run.outcome)}.`);
    }
    throw new Error(`Publishing took more than ${mostMinutes} minutes.`);
  }

  /** @param body makes it a POST */
  async #ask(path: string, body?: object): Promise<Response> {
    const headers = { cookie: this.#cookie, 'content-type': 'application/json', origin: this.#url };
    const posted = body && { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}/desk/api${path}`, { headers, ...posted });
    if (!response.ok) throw new Error(`The desk answered with ${response.status}: ${await response.text()}`);
    return response;
  }
}

/** The longest time in milliseconds that the server's event loop was held up since the last look. */
async function longestBlock(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]) * 1000;
}

/** Adds releases, each with a mark of its own. @returns their numbers */
async function addReleases(dataDir: string, all: readonly Documents[]): Promise<number[]> {
  const clock = (): Date => new Date();
  const config = { dataDir, databaseUrl: undefined, role: 'tool' } as const;
  const store = await openStore(config, { clock, log: pino({ level: 'silent' }) });
  try {
    const numbers: number[] = [];
    for (const documents of all)
      numbers.push(await store.releases.add({ documents, author: 'bench', note: '', at: clock() }));
    return numbers;
  } finally {
    await store.close();
  }
}

/** Publishes one release, and says what that took. @returns a row of the table */
async function measure(
  what: string,
  {
    bot,
    desk,
    customer,
    number,
    mark,
  }: {
    bot: SupportBot;
    desk: Desk;
    customer: SteadyCustomer;
    number: number;
    mark: string;
  },
): Promise<string[]> {
  console.error(what);
  await longestBlock(bot.url);
  customer.times.length = 0;
  await wait(quietMs);
  const quiet = { p99: p99(customer.times), block: await longestBlock(bot.url) };
  customer.times.length = 0;
  const began = performance.now();
  const pressMs = await desk.publish(number);
  const published = performance.now();
  await customer.until(mark);
  const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
  const row = [what, pressMs.toFixed(0), seconds(began), seconds(published)];
  const block = await longestBlock(bot.url);
  return [
    ...row,
    `${quiet.p99.toFixed(0)} / ${p99(customer.times).toFixed(0)}`,
    `${quiet.block.toFixed(0)} / ${block.toFixed(0)}`,
    ((await residentMegabytes(bot.pid)) ?? Number.NaN).toFixed(0),
  ];
}

await runCommand(async () => {
  await prepareClassifier();
  // Without the expected answers, which are asked before anything is published.
  const shipped = new Map(
    [...(await loadDocuments('knowledge'))].filter(([path]) => !path.startsWith('expected/')),
  );
  let folder = '';
  const bot = await startSupportBot(undefined, {
    environment: { DIRECT_LINE_SECRET: SECRET },
    prepare: (dataDir) => Promise.resolve(void (folder = dataDir)),
  });
  const ending = new AbortController();
  try {
    const [small = 0, large = 0] = await addReleases(folder, [
      markDocuments(shipped, 1),
      enlarged(markDocuments(shipped, 2), size),
    ]);
    await addAgent(EDITOR, { dataDir: folder, databaseUrl: undefined, role: 'editor' });
    const desk = new Desk(bot.url);
    await desk.signIn();
    const client = new DirectLineClient(() => bot.url, new Map(), ending.signal);
    const customer = new SteadyCustomer(client, await client.open());
    const parts = { bot, desk, customer };
    const rows = [
      await measure('other texts', { ...parts, number: small, mark: '1' }),
      await measure(`${size.answers} answers, ${size.phrases} phrases`, {
        ...parts,
        number: large,
        mark: '2',
      }),
      await measure('roll back to the small one', { ...parts, number: small, mark: '1' }),
      await measure('roll back to the large one', { ...parts, number: large, mark: '2' }),
    ];
    await customer.leave();
    show(rows);
  } finally {
    ending.abort();
    await bot.stop();
  }
});

function show(rows: readonly string[][]): void {
  printTable([
    [
      'publishing',
      'the press, ms',
      'to the first answer, s',
      'of it after training, s',
      'p99 quiet / meanwhile, ms',
      'longest block, ms',
      'MB',
    ],
    ...rows,
  ]);
  report(
    rows.map(([what = '', , seconds = '', , times = '', block = '']) => ({
      what: `publishing, ${what}`,
      ours: `${seconds} s; p99 ${times} ms, longest block ${block} ms`,
      peer: '',
    })),
  );
}
