import { z } from 'zod';
import { inParts } from './batcher.ts';
import type { Engine } from './engine.ts';
import type { DraftKey } from './draft.ts';
import { jsonOf, parsedJson } from './optional-json.ts';

/** What a release changed in an entry. */
export interface EntryChanged extends DraftKey {
  /** Undefined: there was no such entry. */
  before: unknown;
  /** Undefined: the entry was removed. */
  after: unknown;
  /** The names of those who changed it. */
  editors: readonly string[];
}

/** A change in an entry's history. */
export interface PastChange extends EntryChanged {
  releaseNumber: number;
  createdAt: Date;
  author: string;
  note: string;
}

/** The figures of a release when it was made. */
export interface ReleaseFigures {
  answers: number;
  phrases: number;
  /** Expected answers, and how many of them held. */
  expected: number;
  expectedHeld: number;
  /** Undefined if its classifier already existed. */
  trainedMs: number | undefined;
}

const names = z.array(z.string());
const MAX_PAST = 100;

/** Stores what is known about releases apart from their documents: who changed what, and figures. */
export class ReleaseDetails {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Stores what a release changed. Changes already stored for this release stay. */
  async addChanges(releaseNumber: number, changes: readonly EntryChanged[]): Promise<void> {
    const rows = changes.map(({ document, kind, id, before, after, editors }) => ({
      release_number: releaseNumber,
      document,
      kind,
      id,
      before: jsonOf(before),
      after: jsonOf(after),
      editors: JSON.stringify(editors),
    }));
    for (const part of inParts(rows, this.#engine.rowsPerStatement))
      await this.#engine.db
        .insertInto('entry_changes')
        .values(part)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }

  /** What a release changed, sorted by document. */
  async changesOf(releaseNumber: number): Promise<EntryChanged[]> {
    const rows = await this.#engine.db
      .selectFrom('entry_changes')
      .selectAll()
      .where('release_number', '=', releaseNumber)
      .orderBy('document')
      .orderBy('kind')
      .orderBy('id')
      .execute();
    return rows.map(({ document, kind, id, before, after, editors }) => ({
      document,
      kind,
      id,
      before: parsedJson(before),
      after: parsedJson(after),
      editors: names.parse(JSON.parse(editors)),
    }));
  }

  /** The history of an entry, newest change first. */
  async history({ document, kind, id }: DraftKey): Promise<PastChange[]> {
    const rows = await this.#engine.db
      .selectFrom('entry_changes')
      .innerJoin('releases', 'releases.number', 'entry_changes.release_number')
      .select(['releases.number', 'releases.created_at', 'releases.author', 'releases.note'])
      .select(['entry_changes.before', 'entry_changes.after', 'entry_changes.editors'])
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .orderBy('releases.number', 'desc')
      .limit(MAX_PAST)
      .execute();
    return rows.map(({ number, created_at, author, note, before, after, editors }) => ({
      document,
      kind,
      id,
      releaseNumber: number,
      createdAt: new Date(created_at),
      author,
      note,
      before: parsedJson(before),
      after: parsedJson(after),
      editors: names.parse(JSON.parse(editors)),
    }));
  }

  /** Stores the figures of a release, replacing earlier ones. */
  async saveFigures(releaseNumber: number, figures: ReleaseFigures): Promise<void> {
    const row = {
      answers: figures.answers,
      phrases: figures.phrases,
      expected: figures.expected,
      expected_held: figures.expectedHeld,
    };
    const trained = figures.trainedMs === undefined ? {} : { trained_ms: figures.trainedMs };
    await this.#engine.db
      .insertInto('release_figures')
      .values({ release_number: releaseNumber, ...row, trained_ms: null, ...trained })
      .onConflict((conflict) => conflict.column('release_number').doUpdateSet({ ...row, ...trained }))
      .execute();
  }

  /** The figures of all releases that have some, by number. */
  async figures(): Promise<Map<number, ReleaseFigures>> {
    const rows = await this.#engine.db.selectFrom('release_figures').selectAll().execute();
    return new Map(
      rows.map(({ release_number, expected_held, trained_ms, ...row }) => [
        release_number,
        {
          ...row,
          expectedHeld: expected_held,
          trainedMs: trained_ms ?? undefined,
        },
      ]),
    );
  }
}
