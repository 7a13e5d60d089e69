import { randomUUID } from 'node:crypto';
import type { Engine, Queries } from './engine.ts';

/** Who did what, and when. */
export interface AuditEntry {
  at: Date;
  /** Name of the agent, or of the command. */
  actor: string;
  action: string;
  /** What it was done to: a reference, an e-mail address or a title. */
  target: string;
  /** Details other than the target: the agent that a ticket was assigned to, a new role. */
  detail?: string | undefined;
}

/** The detail of publishing something: the note and, if it breaks expected answers, the reason. */
export const detailOfPublishing = ({
  note,
  despite,
}: {
  note: string;
  despite?: string | undefined;
}): string => (despite === undefined ? note : `${note} (reason: ${despite})`);

/** An entry as stored. */
interface StoredAuditEntry extends AuditEntry {
  id: string;
}

/** Where a page of the log ended. */
interface AuditPlace {
  at: Date;
  id: string;
}

/** Adds an entry. If the action runs in a transaction, call it within that transaction. */
export async function addAuditEntry(
  queries: Queries,
  { at, actor, action, target, detail }: AuditEntry,
): Promise<void> {
  await queries
    .insertInto('audit')
    .values({ id: randomUUID(), at: at.getTime(), actor, action, target, detail: detail ?? null })
    .execute();
}

/** The audit log. */
export class Audit {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async note(entry: AuditEntry): Promise<void> {
    await addAuditEntry(this.#engine.db, entry);
  }

  /** One page, newest first. @param actor only this actor's entries @param after where the previous page ended */
  async page({
    most,
    actor,
    after,
  }: {
    most: number;
    actor?: string | undefined;
    after?: AuditPlace | undefined;
  }): Promise<StoredAuditEntry[]> {
    let query = this.#engine.db
      .selectFrom('audit')
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(most);
    if (actor !== undefined) query = query.where('actor', '=', actor);
    if (after !== undefined) {
      const at = after.at.getTime();
      query = query.where((eb) =>
        eb.or([eb('at', '<', at), eb.and([eb('at', '=', at), eb('id', '>', after.id)])]),
      );
    }
    const rows = await query.execute();
    return rows.map(({ at, detail, ...rest }) => ({
      ...rest,
      at: new Date(at),
      detail: detail ?? undefined,
    }));
  }

  /** Everybody who has done anything, sorted by name. */
  async actors(): Promise<string[]> {
    const rows = await this.#engine.db
      .selectFrom('audit')
      .select('actor')
      .distinct()
      .orderBy('actor')
      .execute();
    return rows.map(({ actor }) => actor);
  }
}
