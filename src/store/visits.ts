import type { Engine } from './engine.ts';

/** What a customer's browser reports about a visit. Anything it does not report is undefined. */
export interface Visit {
  /** The page they are on, without query and fragment. */
  page: string | undefined;
  /** The page that led them to the site. */
  referrer: string | undefined;
  /** BCP 47. */
  language: string | undefined;
  /** “Firefox on Windows”. */
  browser: string | undefined;
}

/** Stores which page customers are on: the newest visit of each conversation. */
export class Visits {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Records a visit. The first referrer stays: later ones are pages of the same site. */
  async note(conversationId: string, { page, referrer, language, browser }: Visit): Promise<void> {
    const values = {
      page: page ?? null,
      referrer: referrer ?? null,
      language: language ?? null,
      browser: browser ?? null,
    };
    await this.#engine.db
      .insertInto('visits')
      .values({ conversation_id: conversationId, ...values })
      .onConflict((conflict) =>
        conflict.column('conversation_id').doUpdateSet((eb) => ({
          ...values,
          referrer: eb.fn.coalesce('visits.referrer', eb.val(values.referrer)),
        })),
      )
      .execute();
  }

  async find(conversationId: string): Promise<Visit | undefined> {
    const row = await this.#engine.db
      .selectFrom('visits')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst();
    return (
      row && {
        page: row.page ?? undefined,
        referrer: row.referrer ?? undefined,
        language: row.language ?? undefined,
        browser: row.browser ?? undefined,
      }
    );
  }
}
