import type { Logger } from 'pino';
import { type PublishStep, RunLost } from '#store/publish-runs.ts';
import type { Store } from '#store/store.ts';
import type { Bench } from './bench.ts';

const EVERY_MS = 1000;

/** Records the current step of a run. @throws {RunLost} if the run has been declared dead: it must not go on */
export type ReportStep = (step: PublishStep) => Promise<void>;

interface ProgressParts {
  id: string;
  store: Pick<Store, 'publishRuns'>;
  bench: Pick<Bench, 'training'>;
  clock: () => Date;
  log: Logger;
}

/**
 * Reports the progress of a run every second, so that every server can show it and knows that the run is alive.
 * @returns `report`, to be called at each step, and `stop`
 */
export function reportProgress({ id, store, bench, clock, log }: ProgressParts): {
  report: ReportStep;
  stop: () => void;
} {
  let step: PublishStep = 'checking';
  const write = async (): Promise<void> => {
    const { done, total } = (step === 'training' ? bench.training : undefined) ?? { done: 0, total: 0 };
    await store.publishRuns.report(id, { step, done, total }, clock());
  };
  const timer = setInterval(
    () =>
      void write().catch((error: unknown) => {
        // A run that is lost stops at its next step.
        if (!(error instanceof RunLost)) log.warn({ err: error }, 'could not report the progress');
      }),
    EVERY_MS,
  );
  timer.unref();
  return {
    async report(next) {
      step = next;
      await write();
    },
    stop: () => clearInterval(timer),
  };
}
