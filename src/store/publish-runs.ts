import type { Engine, Queries } from './engine.ts';
import { jsonOf, parsedJson } from './optional-json.ts';
import type { PublishRunRow } from './schema/publishing.ts';

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

/** See `PublishRuns.end`. */
export async function endRun(queries: Queries, { id, outcome }: EndedRun, at: Date): Promise<void> {
  await queries
    .updateTable('publish_runs')
    .set({ outcome: jsonOf(outcome), ended_at: at.getTime(), seen_at: at.getTime() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

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
   * Starts a run, unless another one is running.
   * @param deadBefore a run last seen before this time has died with its server
   * @returns whether it has started
   */
  async begin({ id, actor, releaseNumber, at }: NewRun, deadBefore: Date): Promise<boolean> {
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
          .where((eb) =>
            eb.or([
              eb('publish_runs.ended_at', 'is not', null),
              eb('publish_runs.seen_at', '<', deadBefore.getTime()),
            ]),
          ),
      )
      .returning('id')
      .executeTakeFirst();
    return begun !== undefined;
  }

  /** Reports that a run is still going. @returns false if it is no longer the running one */
  async report(id: string, { step, done, total }: PublishProgress, at: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.#engine.db
      .updateTable('publish_runs')
      .set({ step, done, total, seen_at: at.getTime() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Ends a run, unless it has already ended. */
  async end(run: EndedRun, at: Date): Promise<void> {
    await endRun(this.#engine.db, run, at);
  }
}
