import type { Kysely } from 'kysely';

/** The origin of the page on which a visitor asked for a transcript; agents' requests have none. */
export async function addTranscriptSites(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('transcript_mails').addColumn('site', 'text').execute();
}
