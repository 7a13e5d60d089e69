import { z } from 'zod';
import { inParts } from './batcher.ts';
import type { Clock } from './clock.ts';
import type { Engine, Queries } from './engine.ts';
import type { ReviewDecision } from './schema/review.ts';

/** A wording that will be learned once the drafts are taken over. */
export interface DraftPhrase {
  /** A hash of the question's masked words. */
  key: string;
  text: string;
  intent: string;
}

/** An answer that is yet to be written. */
export interface DraftAnswer {
  /** The intent of its phrases. */
  id: string;
  question: string;
  /** What agents replied to such questions, masked. */
  material: readonly string[];
}

/** A decision about one or more questions. */
export interface Decided {
  keys: readonly string[];
  decision: ReviewDecision;
  phrases: readonly DraftPhrase[];
  /** A draft answer that belongs to the phrases. */
  answer?: DraftAnswer;
}

const list = z.array(z.string());

/** Stores the decisions of the review, and its drafts. */
export class Review {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** The keys of the questions that are closed. */
  async decidedKeys(): Promise<Set<string>> {
    const rows = await this.#engine.db.selectFrom('review_decisions').select('key').execute();
    return new Set(rows.map(({ key }) => key));
  }

  /**
   * Closes questions, and stores the resulting drafts. A later decision about the same question replaces the earlier
   * one.
   */
  async decide({ keys, decision, phrases, answer }: Decided): Promise<void> {
    const decidedAt = this.#clock().getTime();
    await this.#engine.db.transaction().execute(async (queries) => {
      await this.#forget(queries, keys);
      for (const part of inParts([...keys], this.#engine.rowsPerStatement))
        await queries
          .insertInto('review_decisions')
          .values(part.map((key) => ({ key, decision, decided_at: decidedAt })))
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
      for (const part of inParts([...phrases], this.#engine.rowsPerStatement))
        await queries
          .insertInto('draft_phrases')
          .values(part.map((phrase) => ({ ...phrase, created_at: decidedAt })))
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
      if (answer !== undefined)
        await queries
          .insertInto('draft_answers')
          .values({ ...answer, material: JSON.stringify(answer.material), created_at: decidedAt })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      await dropUnasked(queries);
    });
  }

  /** Reopens questions, and drops the drafts made from them. */
  async undo(keys: readonly string[]): Promise<void> {
    await this.#engine.db.transaction().execute(async (queries) => {
      await this.#forget(queries, keys);
      await dropUnasked(queries);
    });
  }

  async phrases(): Promise<DraftPhrase[]> {
    return await this.#engine.db
      .selectFrom('draft_phrases')
      .select(['key', 'text', 'intent'])
      .orderBy('created_at')
      .orderBy('key')
      .execute();
  }

  async answers(): Promise<DraftAnswer[]> {
    const rows = await this.#engine.db
      .selectFrom('draft_answers')
      .select(['id', 'question', 'material'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(({ material, ...row }) => ({ ...row, material: list.parse(JSON.parse(material)) }));
  }

  /** Drops phrases of an intent; the questions that they came from stay closed. */
  async dropPhrases(intent: string, texts: readonly string[]): Promise<void> {
    for (const part of inParts([...texts], this.#engine.rowsPerStatement))
      await this.#engine.db
        .deleteFrom('draft_phrases')
        .where('intent', '=', intent)
        .where('text', 'in', part)
        .execute();
  }

  /** Drops decisions, together with their phrases. */
  async #forget(queries: Queries, keys: readonly string[]): Promise<void> {
    for (const part of inParts([...keys], this.#engine.rowsPerStatement)) {
      await queries.deleteFrom('review_decisions').where('key', 'in', part).execute();
      await queries.deleteFrom('draft_phrases').where('key', 'in', part).execute();
    }
  }
}

/** Drops draft answers that no phrase leads to. */
async function dropUnasked(queries: Queries): Promise<void> {
  await queries
    .deleteFrom('draft_answers')
    .where('id', 'not in', (eb) => eb.selectFrom('draft_phrases').select('intent'))
    .execute();
}
