import { type Kysely, sql } from 'kysely';

const columns: readonly [table: string, old: string, name: string][] = [
  ['activities', 'hidden', 'is_hidden'],
  ['agents', 'disabled', 'is_disabled'],
  ['audit', 'who', 'actor'],
  ['audit', 'about', 'target'],
  ['channel_references', 'reference', 'conversation_reference'],
  ['channel_sent', 'sent_id', 'channel_activity_id'],
  ['chat_notes', 'reference', 'chat_reference'],
  ['chats', 'alarmed_at', 'overdue_at'],
  ['chats', 'ended', 'end_reason'],
  ['chats', 'ended_by', 'ended_by_activity_id'],
  ['chats', 'first_place', 'first_position'],
  ['chats', 'goes_first', 'has_priority'],
  ['chats', 'subject', 'intent'],
  ['chats', 'told_place', 'announced_position'],
  ['chats', 'wanted_agent_id', 'preferred_agent_id'],
  ['chats', 'wanted_agent_name', 'preferred_agent_name'],
  ['conversations', 'pending', 'unanswered_count'],
  ['deliveries', 'answer', 'reply'],
  ['deliveries', 'reference', 'ticket_reference'],
  ['deliveries', 'set_at', 'scheduled_at'],
  ['deliveries_in', 'taken_by', 'lease_owner'],
  ['hub_chats', 'busy_until', 'leased_until'],
  ['hub_chats', 'is_over', 'is_finished'],
  ['hub_chats', 'is_told', 'is_offered'],
  ['hub_chats', 'reference', 'chat_reference'],
  ['hub_chats', 'set_at', 'scheduled_at'],
  ['outbox', 'said_parts', 'sent_chunks'],
  ['outbox', 'set_at', 'scheduled_at'],
  ['presence', 'looking_at', 'viewing'],
  ['presence', 'seen_at', 'last_seen_at'],
  ['state', 'expected', 'expected_etag'],
  ['teams_channel', 'reference', 'conversation_reference'],
  ['teams_chats', 'busy_until', 'leased_until'],
  ['teams_chats', 'is_over', 'is_finished'],
  ['teams_chats', 'reference', 'chat_reference'],
  ['teams_chats', 'sent_parts', 'sent_chunks'],
  ['teams_chats', 'set_at', 'scheduled_at'],
  ['teams_chats', 'shown', 'card_state'],
  ['tickets', 'key', 'idempotency_key'],
  ['tickets', 'subject', 'intent'],
  ['tickets', 'words', 'text'],
];

const tables: readonly [old: string, name: string][] = [
  ['channel_references', 'conversation_references'],
  ['channel_sent', 'sent_activities'],
  ['deliveries_in', 'inbox'],
  ['state', 'bot_state'],
  ['teams_agents', 'teams_links'],
  ['teams_channel', 'teams_support_channel'],
  ['teams_codes', 'teams_link_codes'],
  ['upload_pieces', 'upload_chunks'],
];

/** Gives tables and columns the names of docs/glossary.md. */
export async function renameToGlossary(db: Kysely<unknown>): Promise<void> {
  for (const [table, old, name] of columns)
    await db.schema.alterTable(table).renameColumn(old, name).execute();
  for (const [old, name] of tables) await db.schema.alterTable(old).renameTo(name).execute();
  await sql`update tickets set state = 'replied' where state = 'answered'`.execute(db);
  await sql`update deliveries set target = 'reply' where target = 'answer'`.execute(db);
}
