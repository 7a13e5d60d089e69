import { randomUUID } from 'node:crypto';
import { addAuditEntry, type AuditEntry, detailOfPublishing } from './audit.ts';
import type { Engine, Queries } from './engine.ts';
import { type EndedRun, endRun } from './publish-runs.ts';
import { insertPublication } from './releases.ts';
import type { ScheduledPublicationRow } from './schema/publishing.ts';
import { isIncluded, type TakenDraft, takenDraft, takeDraft } from './take-draft.ts';

/** A release that is to be published at a set time. */
export interface ScheduledPublication {
  id: string;
  releaseNumber: number;
  dueAt: Date;
  createdAt: Date;
  actor: string;
  note: string;
  despite: string | undefined;
  /** The publication that was current when this one was scheduled. */
  basedOn: number;
  taken: TakenDraft;
  state: ScheduledPublicationRow['state'];
  /** Why it is held, has failed or is included. */
  problem: string | undefined;
}

export type NewScheduled = Omit<ScheduledPublication, 'id' | 'state' | 'problem'>;

/** The result of a scheduled publication that was due. */
export type Settled =
  | { kind: 'published'; publication: number }
  /** Somebody else has published since: the number of that publication. */
  | { kind: 'overtaken'; by: number }
  /** Another server had it, or it was cancelled. */
  | { kind: 'gone' };

const MAX_LISTED = 50;

const scheduledOf = ({
  release_number,
  due_at,
  created_at,
  based_on,
  taken,
  despite,
  problem,
  ...row
}: ScheduledPublicationRow): ScheduledPublication => ({
  id: row.id,
  actor: row.actor,
  note: row.note,
  state: row.state,
  releaseNumber: release_number,
  dueAt: new Date(due_at),
  createdAt: new Date(created_at),
  basedOn: based_on,
  taken: takenDraft.parse(JSON.parse(taken)),
  despite: despite ?? undefined,
  problem: problem ?? undefined,
});

/** Stores which releases are to be published, and when. */
export class ScheduledPublications {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Schedules a publication. In the same transaction, the audit log gets its entry, and the run ends.
   * @returns false if others have published since `basedOn`: it would be held at its time, so nothing is scheduled
   * @throws {RunLost} if the run has been declared dead; then nothing is scheduled either
   */
  async add(
    { releaseNumber, dueAt, createdAt, basedOn, taken, actor, note, despite }: NewScheduled,
    { audit, run }: { audit: AuditEntry; run: EndedRun },
  ): Promise<boolean> {
    return await this.#engine.db.transaction().execute(async (queries) => {
      const { other } = await publishedSince(queries, { basedOn, taken });
      if (other !== undefined) return false;
      await queries
        .insertInto('scheduled_publications')
        .values({
          id: randomUUID(),
          release_number: releaseNumber,
          due_at: dueAt.getTime(),
          created_at: createdAt.getTime(),
          actor,
          note,
          despite: despite ?? null,
          based_on: basedOn,
          taken: JSON.stringify(taken),
          state: 'waiting',
          problem: null,
          publication: null,
        })
        .execute();
      await addAuditEntry(queries, audit);
      await endRun(queries, run, createdAt);
      return true;
    });
  }

  /** First those that are waiting, then the results of the others, latest first. */
  async list(): Promise<ScheduledPublication[]> {
    const rows = await this.#engine.db
      .selectFrom('scheduled_publications')
      .selectAll()
      .orderBy((eb) => eb.case().when('state', '=', 'waiting').then(0).else(1).end())
      .orderBy('due_at', 'desc')
      .orderBy('id')
      .limit(MAX_LISTED)
      .execute();
    return rows.map(scheduledOf);
  }

  /** Those that are waiting for their time. */
  async waiting(): Promise<ScheduledPublication[]> {
    const rows = await this.#engine.db
      .selectFrom('scheduled_publications')
      .selectAll()
      .where('state', '=', 'waiting')
      .execute();
    return rows.map(scheduledOf);
  }

  /**
   * Those that are due, in the order in which they were to be published. The query is cheap: servers ask every second.
   */
  async due(now: Date): Promise<ScheduledPublication[]> {
    const rows = await this.#engine.db
      .selectFrom('scheduled_publications')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now.getTime())
      .orderBy('due_at')
      .orderBy('created_at')
      .execute();
    return rows.map(scheduledOf);
  }

  /** @returns false if it is no longer waiting */
  async cancel(id: string): Promise<boolean> {
    return await this.#settle(this.#engine.db, id, { state: 'cancelled' });
  }

  /** Records that one cannot be published, also in the audit log. @returns false if it is no longer waiting */
  async fail(scheduled: ScheduledPublication, problem: string, now: Date): Promise<boolean> {
    return await this.#engine.db
      .transaction()
      .execute((queries) => this.#giveUp(queries, scheduled, { state: 'failed', problem, now }));
  }

  /**
   * Publishes one: its changes leave the draft, and the audit log gets an entry, all in one transaction. One that would
   * undo what others have published since is held instead. Scheduled publications that this one includes do not count.
   */
  async publish(scheduled: ScheduledPublication, now: Date): Promise<Settled> {
    return await this.#engine.db.transaction().execute(async (queries) => {
      const { other, last } = await publishedSince(queries, scheduled);
      if (other !== undefined) {
        const problem = `${other.actor} has since published release ${other.release_number}, which this one would undo.`;
        const isHeld = await this.#giveUp(queries, scheduled, { state: 'held', problem, now });
        return isHeld ? { kind: 'overtaken', by: other.number } : { kind: 'gone' };
      }
      const { id, releaseNumber, actor, note, despite, taken } = scheduled;
      if (!(await this.#settle(queries, id, { state: 'published', publication: last + 1 })))
        return { kind: 'gone' };
      const publication = { releaseNumber, actor, note, despite, origin: 'person' as const, at: now };
      const number = await insertPublication(queries, last, publication);
      // Somebody is publishing at this moment: the next check holds it.
      if (number === undefined) throw new PublishedMeanwhile();
      await takeDraft(queries, releaseNumber, taken);
      await addAuditEntry(queries, {
        at: now,
        actor,
        action: despite === undefined ? 'published as scheduled' : 'published as scheduled despite',
        target: String(releaseNumber),
        detail: detailOfPublishing({ note, despite }),
      });
      return { kind: 'published', publication: number };
    });
  }

  /** @returns false if it is no longer waiting */
  async #giveUp(
    queries: Queries,
    { id, actor, releaseNumber }: ScheduledPublication,
    { state, problem, now }: { state: 'held' | 'failed'; problem: string; now: Date },
  ): Promise<boolean> {
    if (!(await this.#settle(queries, id, { state, problem }))) return false;
    const action = 'could not publish as scheduled';
    await addAuditEntry(queries, { at: now, actor, action, target: String(releaseNumber), detail: problem });
    return true;
  }

  async #settle(
    queries: Queries,
    id: string,
    change: Partial<Pick<ScheduledPublicationRow, 'state' | 'problem' | 'publication'>>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await queries
      .updateTable('scheduled_publications')
      .set(change)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

/** Rolls a transaction back. */
class PublishedMeanwhile extends Error {
  override readonly name = 'PublishedMeanwhile';
}

/**
 * What has been published since a draft was read: the first publication that the draft does not include, and the number
 * of the last one. The draft includes scheduled publications whose changes it still contained when it was read.
 */
async function publishedSince(
  queries: Queries,
  { basedOn, taken }: Pick<ScheduledPublication, 'basedOn' | 'taken'>,
): Promise<{ other: { number: number; release_number: number; actor: string } | undefined; last: number }> {
  const newer = await queries
    .selectFrom('publications')
    .select(['number', 'release_number', 'actor'])
    .where('number', '>', basedOn)
    .orderBy('number')
    .execute();
  const scheduled = await queries
    .selectFrom('scheduled_publications')
    .selectAll()
    .where('publication', '>', basedOn)
    .execute();
  const included = scheduled.filter((row) => isIncluded(scheduledOf(row), taken));
  const known = new Set(included.map(({ publication }) => publication));
  return {
    other: newer.find(({ number }) => !known.has(number)),
    last: newer.at(-1)?.number ?? basedOn,
  };
}
