import type { ConversationReferenceRow, InboxRow, OutboxRow, SentActivityRow } from './schema/connector.ts';
import type {
  ActivityRow,
  BotStateRow,
  ConversationRow,
  CustomerPresenceRow,
  UploadChunkRow,
  UploadRow,
  VisitRow,
} from './schema/conversations.ts';
import type {
  AgentRow,
  AgentSessionRow,
  AuditRow,
  CannedRepliesRow,
  PasswordLinkRow,
  PresenceRow,
} from './schema/desk.ts';
import type {
  ChatNoteRow,
  ChatRow,
  DeliveryRow,
  EventDeliveryRow,
  HubChatRow,
  TicketNoteRow,
  TicketRow,
  TranscriptMailRow,
} from './schema/handoff.ts';
import type { ApiKeyRow, ConversationFactRow, InsightDayRow, TurnFactRow } from './schema/insights.ts';
import type { DraftEntryRow, DraftPresenceRow } from './schema/draft.ts';
import type {
  EntryChangeRow,
  PublishRunRow,
  ReleaseFiguresRow,
  ScheduledPublicationRow,
} from './schema/publishing.ts';
import type { DraftAnswerRow, DraftPhraseRow, ReviewDecisionRow } from './schema/review.ts';
import type { ClassifierPieceRow, ClassifierRow, PublicationRow, ReleaseRow } from './schema/releases.ts';
import type { SearchCursorRow, SearchPassageRow, SearchProgressRow } from './schema/search.ts';
import type { TeamsChatRow, TeamsLinkCodeRow, TeamsLinkRow, TeamsSupportChannelRow } from './schema/teams.ts';
import type { RetentionClockRow, WriteProbeRow } from './schema/upkeep.ts';

/** The tables as kysely sees them; `migrations.ts` creates them. Times are milliseconds since the epoch. */
export interface Tables {
  conversations: ConversationRow;
  activities: ActivityRow;
  bot_state: BotStateRow;
  uploads: UploadRow;
  upload_chunks: UploadChunkRow;
  tickets: TicketRow;
  ticket_notes: TicketNoteRow;
  deliveries: DeliveryRow;
  event_deliveries: EventDeliveryRow;
  agents: AgentRow;
  agent_sessions: AgentSessionRow;
  password_links: PasswordLinkRow;
  audit: AuditRow;
  canned_replies: CannedRepliesRow;
  chats: ChatRow;
  chat_notes: ChatNoteRow;
  presence: PresenceRow;
  conversation_references: ConversationReferenceRow;
  outbox: OutboxRow;
  sent_activities: SentActivityRow;
  inbox: InboxRow;
  hub_chats: HubChatRow;
  teams_link_codes: TeamsLinkCodeRow;
  teams_links: TeamsLinkRow;
  teams_support_channel: TeamsSupportChannelRow;
  teams_chats: TeamsChatRow;
  write_probe: WriteProbeRow;
  retention_clock: RetentionClockRow;
  transcript_mails: TranscriptMailRow;
  search_passages: SearchPassageRow;
  search_progress: SearchProgressRow;
  search_cursor: SearchCursorRow;
  visits: VisitRow;
  customer_presence: CustomerPresenceRow;
  review_decisions: ReviewDecisionRow;
  draft_answers: DraftAnswerRow;
  draft_phrases: DraftPhraseRow;
  turn_facts: TurnFactRow;
  conversation_facts: ConversationFactRow;
  insight_days: InsightDayRow;
  api_keys: ApiKeyRow;
  releases: ReleaseRow;
  publications: PublicationRow;
  classifiers: ClassifierRow;
  classifier_pieces: ClassifierPieceRow;
  draft_entries: DraftEntryRow;
  draft_presences: DraftPresenceRow;
  entry_changes: EntryChangeRow;
  release_figures: ReleaseFiguresRow;
  publish_runs: PublishRunRow;
  scheduled_publications: ScheduledPublicationRow;
}
