/**
 * Publishes releases for a proof, in a separate process: reading a release takes a tenth of a second, during which the
 * proof could not measure how long customers wait. Its priority is low, as that of `npm run knowledge -- publish` is.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { publishRelease, trainHere } from '#releases/publish.ts';
import type { StoreConfig } from '#store/open-engine.ts';
import { openStore } from '#store/store.ts';

const SELF = fileURLToPath(import.meta.url);

/** A process that publishes; `stop` it. */
export class Publisher {
  readonly #child: ChildProcess;

  constructor(config: Pick<StoreConfig, 'dataDir' | 'databaseUrl'>) {
    this.#child = fork(SELF, [JSON.stringify(config)]);
  }

  /** Publishes a release. @throws if it cannot */
  async publish(number: number): Promise<void> {
    this.#child.send(number);
    const [published] = (await once(this.#child, 'message')) as [boolean];
    if (!published) throw new Error(`Release ${number} was not published.`);
  }

  stop(): void {
    this.#child.kill();
  }
}

if (process.argv[1] === SELF && process.send !== undefined) {
  const { dataDir, databaseUrl } = JSON.parse(process.argv[2] ?? '') as {
    dataDir: string;
    databaseUrl?: string;
  };
  setPriority(constants.priority.PRIORITY_LOW);
  const clock = (): Date => new Date();
  const log = pino({ level: 'silent' });
  const { releases } = await openStore({ dataDir, databaseUrl, role: 'tool' }, { clock, log });
  const parts = { releases, clock, train: trainHere({ releases, clock, log, dataDir }) };
  const publish = async (number: number): Promise<boolean> => {
    const last = await releases.currentPublication();
    return (await publishRelease(parts, { number, last }, { actor: 'proof', note: '' })) === 'published';
  };
  process.on('message', (number: number) => {
    publish(number).then(
      (published) => process.send?.(published),
      () => process.send?.(false),
    );
  });
  process.once('disconnect', () => process.exit());
}
