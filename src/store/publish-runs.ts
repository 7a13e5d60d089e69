import type { ExpressionBuilder } from 'kysely';
import { SKEW_MS } from './due.ts';
import type { Engine, Queries } from './engine.ts';
import { jsonOf, parsedJson } from './optional-json.ts';
import type { Tables } from './schema.ts';
import type { PublishRunRow } from './schema/publishing.ts';

/** A run not seen for this long has died with its server. */
const DEAD_MS = 20_000;

export type PublishStep = PublishRunRow['step'];

/** The progress of publishing the draft or a release. */
export interface PublishRun {
  id: string;
  actor: string;
  /** The release that is being published; undefined: the draft. */
  releaseNumber: number | undefined;
  step: PublishStep;
  done: number;
  total: number;
  startedAt: Date;
  seenAt: Date;
  /** Undefined while it runs. */
  endedAt: Date | undefined;
  /** The result that was passed to `end`; undefined while it runs. */
  outcome: unknown;
}

/** A run that is to start. */
interface NewRun {
  id: string;
  actor: string;
  /** Of the release to publish; undefined: the draft. */
  releaseNumber?: number | undefined;
  at: Date;
}

/** The progress of a step. */
export interface PublishProgress {
  step: PublishStep;
  done: number;
  total: number;
}

/** A finished run and its result. */
export interface EndedRun {
  id: string;
  /** Anything that JSON can hold. */
  outcome: unknown;
}

/** A run has been declared dead while its server was cut off: it must not change anything any more. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

/**
 * Ends a run in the transaction of what it has done.
 * @throws {RunLost} if it has been declared dead: rolls the transaction back
 */
export async function endRun(queries: Queries, run: EndedRun, at: Date): Promise<void> {
  if (!(await endIfRunning(queries, run, at))) throw new RunLost();
}

/** @returns false if it was no longer running */
async function endIfRunning(queries: Queries, { id, outcome }: EndedRun, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable('publish_runs')
    .set({ outcome: jsonOf(outcome), ended_at: at.getTime(), seen_at: at.getTime() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a run has died. If it was seen in the future, the clock has been set back since. */
const isSilent = (now: Date) => (eb: ExpressionBuilder<Tables, 'publish_runs'>) =>
  eb.or([
    eb('publish_runs.seen_at', '<', now.getTime() - DEAD_MS),
    eb('publish_runs.seen_at', '>', now.getTime() + SKEW_MS),
  ]);

const runOf = ({
  started_at,
  seen_at,
  ended_at,
  outcome,
  release_number,
  ...row
}: PublishRunRow): PublishRun => ({
  id: row.id,
  actor: row.actor,
  releaseNumber: release_number ?? undefined,
  step: row.step,
  done: row.done,
  total: row.total,
  startedAt: new Date(started_at),
  seenAt: new Date(seen_at),
  endedAt: ended_at === null ? undefined : new Date(ended_at),
  outcome: parsedJson(outcome),
});

/**
 * Stores the newest run of publishing, so that every server can report its progress, and only one runs at a time.
 */
export class PublishRuns {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** @returns undefined before the first run */
  async newest(): Promise<PublishRun | undefined> {
    const row = await this.#engine.db.selectFrom('publish_runs').selectAll().executeTakeFirst();
    return row && runOf(row);
  }

  /**
   * Ends the run that is recorded as running if it has died with its server. Should that server only have been cut off,
   * it can no longer publish.
   */
  async endDead(outcome: unknown, now: Date): Promise<void> {
    await this.#engine.db
      .updateTable('publish_runs')
      .set((eb) => ({ outcome: jsonOf(outcome), ended_at: eb.ref('seen_at') }))
      .where('ended_at', 'is', null)
      .where(isSilent(now))
      .execute();
  }

  /** Starts a run, unless another one is running. @returns whether it has started */
  async begin({ id, actor, releaseNumber, at }: NewRun): Promise<boolean> {
    const row = {
      id,
      actor,
      release_number: releaseNumber ?? null,
      step: 'checking' as const,
      done: 0,
      total: 0,
      started_at: at.getTime(),
      seen_at: at.getTime(),
      ended_at: null,
      outcome: null,
    };
    const begun = await this.#engine.db
      .insertInto('publish_runs')
      .values({ slot: 1, ...row })
      .onConflict((conflict) =>
        conflict
          .column('slot')
          .doUpdateSet(row)
          .where((eb) => eb.or([eb('publish_runs.ended_at', 'is not', null), isSilent(at)(eb)])),
      )
      .returning('id')
      .executeTakeFirst();
    return begun !== undefined;
  }

  /** Reports that a run is still going. @throws {RunLost} if it is no longer the running one */
  async report(id: string, { step, done, total }: PublishProgress, at: Date): Promise<void> {
    const { numUpdatedRows } = await this.#engine.db
      .updateTable('publish_runs')
      .set({ step, done, total, seen_at: at.getTime() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new RunLost();
  }

  /** Ends a run, unless it has already ended. */
  async end(run: EndedRun, at: Date): Promise<void> {
    await endIfRunning(this.#engine.db, run, at);
  }
}
