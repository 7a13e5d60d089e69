import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreError } from './errors.ts';
import {
  addMessageParts,
  createDeliveriesIn,
  createHub,
  createOutside,
  createTeamsDesk,
  createUnreachable,
} from './migrations/channels.ts';
import { createApiKeys } from './migrations/api-keys.ts';
import { createAgents, createChats, createOidcSubjects, createTickets } from './migrations/people.ts';
import {
  createClockSteps,
  createConversations,
  createUploadPieces,
  createWriteProbe,
} from './migrations/conversations.ts';
import { createClassifierPieces } from './migrations/classifier-pieces.ts';
import { createClosedChats } from './migrations/closed-chats.ts';
import { createDraft } from './migrations/draft.ts';
import { createEvents } from './migrations/events.ts';
import { indexEvents } from './migrations/insight-indexes.ts';
import { createInsights } from './migrations/insights.ts';
import type { Kind } from './migrations/kind.ts';
import { renameToGlossary } from './migrations/names.ts';
import { addRunRelease, createPublishing } from './migrations/publishing.ts';
import { createReview } from './migrations/review.ts';
import { createReleases } from './migrations/releases.ts';
import { addReturnedBy } from './migrations/returned-chats.ts';
import { createSearch } from './migrations/search.ts';
import { createTeamWork } from './migrations/team.ts';
import { addTranscriptSites } from './migrations/transcript-sites.ts';
import { createVisits } from './migrations/visits.ts';
import type { Tables } from './schema.ts';

/** In order. A released migration is never changed or undone: a mistake is corrected by another migration. */
export const migrations = (kind: Kind): Record<string, Migration> => ({
  '0001_conversations': { up: (db: Kysely<unknown>) => createConversations(db, kind) },
  '0002_tickets': { up: createTickets },
  '0003_agents': { up: createAgents },
  '0004_chats': { up: createChats },
  '0005_outside': { up: createOutside },
  '0006_hub': { up: createHub },
  '0007_deliveries_in': { up: createDeliveriesIn },
  '0008_unreachable': { up: createUnreachable },
  '0009_teams_desk': { up: createTeamsDesk },
  '0010_write_probe': { up: createWriteProbe },
  '0012_upload_pieces': { up: (db: Kysely<unknown>) => createUploadPieces(db, kind) },
  '0013_message_parts': { up: addMessageParts },
  '0014_oidc_subjects': { up: createOidcSubjects },
  '0015_clock_steps': { up: createClockSteps },
  '0016_names': { up: renameToGlossary },
  '0017_closed_chats': { up: createClosedChats },
  '0018_search': { up: (db: Kysely<unknown>) => createSearch(db, kind) },
  '0019_team_work': { up: createTeamWork },
  '0020_transcript_sites': { up: addTranscriptSites },
  '0021_visits': { up: createVisits },
  '0022_insights': { up: (db: Kysely<unknown>) => createInsights(db, kind) },
  '0023_review': { up: createReview },
  '0024_releases': { up: (db: Kysely<unknown>) => createReleases(db, kind) },
  '0025_api_keys': { up: createApiKeys },
  '0026_events': { up: createEvents },
  '0027_draft': { up: createDraft },
  '0028_event_indexes': { up: indexEvents },
  '0029_publishing': { up: createPublishing },
  '0030_classifier_pieces': { up: (db: Kysely<unknown>) => createClassifierPieces(db, kind) },
  '0031_run_release': { up: addRunRelease },
  '0032_returned_chats': { up: addReturnedBy },
});

/**
 * Migrates the database to the current schema. Several processes may do so at once.
 * @throws StoreError `DatabaseTooNew` if a newer version of this code wrote the database, before anything is changed
 */
export async function migrate(db: Kysely<Tables>, kind: Kind): Promise<void> {
  const { missing } = await stateOfSchema(db, kind);
  // Otherwise, the migrator would inspect every table and every column first.
  if (missing.length === 0) return;
  const known = migrations(kind);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(known) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/**
 * Lists the migrations that have been applied to a database, in order, and those that are missing. Changes nothing.
 * @throws StoreError `DatabaseTooNew`
 */
export async function stateOfSchema(
  db: Kysely<Tables>,
  kind: Kind,
): Promise<{ applied: string[]; missing: string[] }> {
  const known = migrations(kind);
  const applied = (await appliedMigrations(db, kind)).toSorted();
  const foreign = applied.find((name) => !(name in known));
  if (foreign !== undefined)
    throw new StoreError(
      'DatabaseTooNew',
      `The database was written by a newer version of this program (it has "${foreign}"). ` +
        'Start the newer version, or restore a backup made before the upgrade.',
    );
  return { applied, missing: Object.keys(known).filter((name) => !applied.includes(name)) };
}

async function appliedMigrations(db: Kysely<Tables>, kind: Kind): Promise<string[]> {
  const table =
    kind === 'sqlite'
      ? sql`select name from sqlite_master where name = 'kysely_migration'`
      : sql`select name from to_regclass('kysely_migration') as name where name is not null`;
  if ((await table.execute(db)).rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}
