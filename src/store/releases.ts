import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addAuditEntry, type AuditEntry } from './audit.ts';
import { readClassifier, useClassifier, writeClassifier } from './classifiers.ts';
import type { Engine, Queries } from './engine.ts';
import { type EndedRun, endRun } from './publish-runs.ts';
import type { PublicationRow } from './schema/releases.ts';
import { type TakenDraft, takeDraft } from './take-draft.ts';

/** The text of each YAML document of the knowledge, by path. */
type Documents = ReadonlyMap<string, string>;

/** A release without its documents. */
export interface ReleaseSummary {
  /** From 1, without gaps. */
  number: number;
  createdAt: Date;
  author: string;
  note: string;
}

/** An event: a release became the one that answers customers. */
export interface Publication {
  /** From 1; the highest is current. */
  number: number;
  releaseNumber: number;
  at: Date;
  actor: string;
  note: string;
  origin: PublicationRow['origin'];
  /** Why it was published although expected answers failed. */
  despite: string | undefined;
}

export interface NewRelease {
  documents: Documents;
  author: string;
  note: string;
  at: Date;
}

export interface NewPublication {
  releaseNumber: number;
  actor: string;
  note: string;
  origin: PublicationRow['origin'];
  at: Date;
  /** The reason for publishing although it breaks expected answers. */
  despite?: string | undefined;
}

/** What happens together with a publication at the end of a run. */
export interface RunEnding {
  /** The changes that leave the draft; undefined if it was not the draft that was published. */
  taken?: TakenDraft;
  audit: AuditEntry;
  run: EndedRun;
}

/** Few others ever add one at the same moment. */
const TRIES = 10;

const documentsSchema = z.record(z.string(), z.string());

/** SHA-256 (hex) of documents, regardless of their order. */
function fingerprintOf(documents: Documents): string {
  const entries = [...documents].sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

/** See `Releases.publishAfter`. */
export async function insertPublication(
  queries: Queries,
  last: number,
  { releaseNumber, at, actor, note, origin, despite }: NewPublication,
): Promise<number | undefined> {
  const inserted = await queries
    .insertInto('publications')
    .values({
      number: last + 1,
      release_number: releaseNumber,
      at: at.getTime(),
      actor,
      note,
      origin,
      despite: despite ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  return inserted?.number;
}

/**
 * Stores releases of the knowledge, and which of them answers customers. Releases and publications are only ever added:
 * each is one row, so a crash leaves either all of it or nothing.
 */
export class Releases {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The number of the current publication; 0 before the first. The query is cheap: servers ask every second. */
  currentPublication(): Promise<number> {
    return this.#highest('publications');
  }

  /** All publications, newest first. */
  async publications(): Promise<Publication[]> {
    const rows = await this.#engine.db
      .selectFrom('publications')
      .selectAll()
      .orderBy('number', 'desc')
      .execute();
    return rows.map(({ release_number, at, despite, ...row }) => ({
      ...row,
      releaseNumber: release_number,
      at: new Date(at),
      despite: despite ?? undefined,
    }));
  }

  /** All releases, newest first. */
  async list(): Promise<ReleaseSummary[]> {
    const rows = await this.#engine.db
      .selectFrom('releases')
      .select(['number', 'created_at', 'author', 'note'])
      .orderBy('number', 'desc')
      .execute();
    return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: new Date(created_at) }));
  }

  /** @returns undefined when there is no such release */
  async documents(number: number): Promise<Documents | undefined> {
    const row = await this.#engine.db
      .selectFrom('releases')
      .select('documents')
      .where('number', '=', number)
      .executeTakeFirst();
    return row && new Map(Object.entries(documentsSchema.parse(JSON.parse(row.documents))));
  }

  /** The number of the release with exactly these documents. */
  async find(documents: Documents): Promise<number | undefined> {
    const row = await this.#engine.db
      .selectFrom('releases')
      .select('number')
      .where('fingerprint', '=', fingerprintOf(documents))
      .executeTakeFirst();
    return row?.number;
  }

  /** Adds a release, unless there already is one with exactly these documents. @returns its number */
  async add({ documents, author, note, at }: NewRelease): Promise<number> {
    const row = {
      author,
      note,
      created_at: at.getTime(),
      fingerprint: fingerprintOf(documents),
      documents: JSON.stringify(Object.fromEntries(documents)),
    };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = await this.find(documents);
      if (known !== undefined) return known;
      // Another server may take the number, or add the same documents, at this moment.
      const inserted = await this.#engine.db
        .insertInto('releases')
        .values({ ...row, number: (await this.#highest('releases')) + 1 })
        .onConflict((conflict) => conflict.doNothing())
        .returning('number')
        .executeTakeFirst();
      if (inserted !== undefined) return inserted.number;
    }
    throw new Error('Others keep adding releases at the same time.');
  }

  /**
   * Makes a release the one that answers customers, only if nobody else has published since.
   * @param last the number of the newest publication that the caller knows; 0 for none
   * @returns the number of the publication; undefined if there is a newer one
   */
  async publishAfter(last: number, publication: NewPublication): Promise<number | undefined> {
    return await insertPublication(this.#engine.db, last, publication);
  }

  /**
   * Publishes at the end of a run, only if nobody else has published since. In one transaction, the published changes
   * leave the draft, the audit log gets its entry, and the run ends; so a crash leaves nothing half done.
   * @param last the number of the newest publication that the caller knows; 0 for none
   * @returns false if there is a newer one; then nothing has changed
   * @throws {RunLost} if the run has been declared dead; then nothing has changed either
   */
  async publishInRun(last: number, publication: NewPublication, ending: RunEnding): Promise<boolean> {
    return await this.#engine.db.transaction().execute(async (queries) => {
      const number = await insertPublication(queries, last, publication);
      if (number === undefined) return false;
      if (ending.taken !== undefined) await takeDraft(queries, publication.releaseNumber, ending.taken);
      await addAuditEntry(queries, ending.audit);
      await endRun(queries, ending.run, publication.at);
      return true;
    });
  }

  /** See `readClassifier`. */
  classifier(key: string): Promise<Uint8Array | undefined> {
    return readClassifier(this.#engine, key);
  }

  /** See `useClassifier`. */
  hasClassifier(key: string, at: Date): Promise<boolean> {
    return useClassifier(this.#engine, key, at);
  }

  /** See `writeClassifier`. */
  writeClassifier(key: string, bytes: Uint8Array, at: Date): Promise<void> {
    return writeClassifier(this.#engine, key, bytes, at);
  }

  async #highest(table: 'releases' | 'publications'): Promise<number> {
    const row = await this.#engine.db
      .selectFrom(table)
      .select((columns) => columns.fn.max('number').as('number'))
      .executeTakeFirst();
    return row?.number ?? 0;
  }
}
