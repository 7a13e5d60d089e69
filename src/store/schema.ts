import type { Generated } from 'kysely';
import type { Role } from './roles.ts';

/** The tables as kysely sees them; `migrations.ts` makes them. Times are milliseconds since the epoch. */
export interface Tables {
  conversations: ConversationRow;
  activities: ActivityRow;
  bot_state: BotStateRow;
  uploads: UploadRow;
  upload_chunks: UploadChunkRow;
  tickets: TicketRow;
  ticket_notes: TicketNoteRow;
  deliveries: DeliveryRow;
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
}

export interface ConversationRow {
  id: string;
  user_id: string;
  user_name: string | null;
  locale: string | null;
  created_at: number;
  /** Rounded down to the hour, so that most turns leave the index over it alone. */
  last_active_at: number;
  /** When the client started it and the bot was told of the user; null for a conversation only promised. */
  started_at: number | null;
  /** Number of the newest activity; orders the conversation. */
  last_seq: number;
  /** Accepted activities without an answer yet. */
  unanswered_count: number;
  /** The process that answers this conversation's activities now; null when nobody needs to. */
  lease_owner: number | null;
}

/** `accepted`: the bot still owes an answer. Null for what was sent to the user. */
type ActivityStatus = 'accepted' | 'answered' | 'failed';

export interface ActivityRow {
  conversation_id: string;
  seq: number;
  /** The id the client gave its own activity: posting it again stores nothing. */
  client_id: string | null;
  status: ActivityStatus | null;
  /** Turns that ended without an answer. */
  attempts: number;
  /** 1 for what clients never see (conversationUpdate). */
  is_hidden: number;
  /** The activity as JSON, exactly as clients receive it. */
  body: string;
  created_at: number;
}

interface BotStateRow {
  key: string;
  /** JSON without the eTag. */
  value: string;
  etag: string;
  /** The eTag the writer had read: lets one statement write many rows, each on its own condition. */
  expected_etag: string;
  updated_at: number;
}

interface UploadRow {
  id: string;
  conversation_id: string;
  name: string;
  content_type: string;
  size: number;
  created_at: number;
}

interface UploadChunkRow {
  upload_id: string;
  /** From 0 on. */
  number: number;
  content: Uint8Array;
}

export interface TicketRow {
  reference: string;
  /** What makes it the same ticket, however often it is opened. */
  idempotency_key: string;
  conversation_id: string;
  channel_id: string;
  user_id: string;
  name: string;
  email: string | null;
  text: string;
  intent: string | null;
  /** JSON list of names. */
  models: string;
  created_at: number;
  /** What support has made of it. */
  state: 'open' | 'replied' | 'closed';
  /** Who looks after it. */
  assignee_id: string | null;
  assignee_name: string | null;
  /** When it was last replied to. */
  replied_at: number | null;
  /** Grows with each change of any ticket. */
  changed_at: number;
}

interface TicketNoteRow {
  id: string;
  ticket_reference: string;
  agent_name: string;
  text: string;
  created_at: number;
}

interface DeliveryRow {
  id: string;
  ticket_reference: string;
  target: 'webhook' | 'mail' | 'reply';
  /** JSON of the answer; null for the ticket itself. */
  reply: string | null;
  /** `dead`: given up, kept for whoever looks after it. */
  state: 'due' | 'sent' | 'dead';
  attempts: number;
  /** Not to be tried before; while it is being tried, when that counts as failed. */
  due_at: number;
  /** When it was last put off: `due_at` is not believed where that is still to come. */
  scheduled_at: number;
  /** Why the last try failed. */
  problem: string | null;
}

export interface AgentRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Empty until the agent has set a password. */
  password_hash: string;
  /** 1: may not sign in. */
  is_disabled: number;
  created_at: number;
  /** Who the account is at the OpenID Connect provider, since the first sign-in there. */
  oidc_issuer: string | null;
  oidc_subject: string | null;
}

interface AgentSessionRow {
  /** A hash of what the browser holds. */
  id: string;
  agent_id: string;
  expires_at: number;
}

/** A link with which an agent sets their password, once. */
interface PasswordLinkRow {
  agent_id: string;
  token_hash: string;
  expires_at: number;
}

interface AuditRow {
  id: string;
  at: number;
  actor: string;
  action: string;
  target: string;
  /** What the action was about, besides its target; null for most. */
  detail: string | null;
}

/** The canned replies as edited at the desk: one row, or none until the first edit. */
interface CannedRepliesRow {
  id: number;
  /** JSON. */
  list: string;
  version: number;
}

export interface ChatRow {
  reference: string;
  conversation_id: string;
  channel_id: string;
  user_id: string;
  name: string | null;
  locale: string | null;
  time_zone: string | null;
  /** At most one of a conversation is not closed. */
  state: 'waiting' | 'connected' | 'closed';
  reason: 'asked' | 'offered';
  intent: string | null;
  /** JSON list of names. */
  models: string;
  mood: 'upset' | null;
  requested_at: number;
  /** 1: stands before all that only wait. */
  has_priority: number;
  first_position: number;
  announced_position: number;
  claimed_at: number | null;
  agent_id: string | null;
  agent_name: string | null;
  preferred_agent_id: string | null;
  preferred_agent_name: string | null;
  overdue_at: number | null;
  closed_at: number | null;
  end_reason: 'customer' | 'agent' | 'bot' | 'idle' | 'nobody' | null;
  ended_by_activity_id: string | null;
  outcome: 'solved' | 'follow-up' | 'unsolved' | null;
  /** JSON list of words. */
  tags: string;
  stars: number | null;
  comment: string | null;
  /** When an agent last opened it again after it was closed. */
  reopened_at: number | null;
}

interface ChatNoteRow {
  id: string;
  chat_reference: string;
  agent_name: string;
  text: string;
  created_at: number;
}

interface PresenceRow {
  agent_id: string;
  availability: 'available' | 'busy' | 'away';
  last_seen_at: number;
  viewing: string | null;
  assigned_at: number;
}

interface ConversationReferenceRow {
  conversation_id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  conversation_reference: string;
  /** 1: the channel has said that nothing can be said there. */
  is_unreachable: number;
}

/** By which id an outside channel knows an activity that it has taken. */
interface SentActivityRow {
  conversation_id: string;
  channel_activity_id: string;
  seq: number;
}

/** An activity that its outside channel does not have yet. */
interface OutboxRow {
  conversation_id: string;
  seq: number;
  /** Not to be tried before; while it is being tried, when that counts as failed. */
  due_at: number;
  /** When it was last put off: `due_at` is not believed where that is still to come. */
  scheduled_at: number;
  attempts: number;
  /** Messages of it that the channel has, where one line takes several. */
  sent_chunks: number;
}

/** What an engagement hub knows of a chat. */
interface HubChatRow {
  chat_reference: string;
  /** 1: it was asked to take the chat. */
  is_offered: number;
  /** The place of the newest message that it has. */
  sent_seq: number;
  /** 1: it knows that the chat is over for it. */
  is_finished: number;
  /** Until then a process works on it, or nobody tries again. */
  leased_until: number;
  /** When it was last put off: `leased_until` is not believed where that is still to come. */
  scheduled_at: number;
  /** Since when it takes nothing; null when it does. */
  failing_since: number | null;
}

/** An activity that an outside channel has delivered; it may deliver it again. */
interface InboxRow {
  conversation_id: string;
  activity_id: string;
  /** The process that runs its turn, or has run it. */
  lease_owner: number;
  /** 1: its turn has ended. */
  is_done: number;
}

/** Ties an account to a Teams user, once. */
interface TeamsLinkCodeRow {
  code_hash: string;
  agent_id: string;
  expires_at: number;
}

/** An account that is linked to a Teams user. */
interface TeamsLinkRow {
  agent_id: string;
  teams_user_id: string;
  /** Where the bot talks to them alone. */
  conversation_id: string;
}

/** The channel that requests are posted to: one row at most. */
interface TeamsSupportChannelRow {
  id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  conversation_reference: string;
}

/** A chat as the support channel shows it. */
export interface TeamsChatRow {
  chat_reference: string;
  card_id: string | null;
  thread_id: string | null;
  /** What the card shows. */
  card_state: string;
  /** The place of the newest line that its agent has. */
  sent_seq: number;
  /** Messages that its agent has of the line after that one. */
  sent_chunks: number;
  /** Who took it in Teams. */
  agent_id: string | null;
  /** 1: nothing is left to be told. */
  is_finished: number;
  /** Until then a process works on it, or nobody tries again. */
  leased_until: number;
  /** When it was last put off: `leased_until` is not believed where that is still to come. */
  scheduled_at: number;
  /** Since when Teams takes nothing; null when it does. */
  failing_since: number | null;
}

/** One row, written to see whether the database takes anything. */
interface WriteProbeRow {
  id: number;
  writes: number;
}

/** What the clock showed when old conversations were last looked for: one row. */
interface RetentionClockRow {
  id: number;
  seen_at: number;
  /** When it was found to have jumped; null when it is believed. */
  jumped_at: number | null;
}

/** A conversation's transcript on its way to a mailbox. */
interface TranscriptMailRow {
  id: string;
  /** The page's origin, where a visitor asked for it. */
  site: string | null;
  conversation_id: string;
  /** Empty once it is sent. */
  email: string;
  /** `dead`: given up, kept for whoever looks after it. */
  state: 'due' | 'sent' | 'dead';
  attempts: number;
  /** Not to be tried before; while it is being tried, when that counts as failed. */
  due_at: number;
  /** When it was last put off: `due_at` is not believed where that is still to come. */
  scheduled_at: number;
  /** Why the last try failed. */
  problem: string | null;
}

/** A stretch of a conversation that is searched as one. Its words are in `search_words` or, on PostgreSQL, in `words`. */
interface SearchPassageRow {
  id: Generated<number>;
  conversation_id: string;
  from_seq: number;
  to_seq: number;
}

/** How far a conversation is indexed. */
interface SearchProgressRow {
  conversation_id: string;
  indexed_seq: number;
}

/** How far the index has come, and who works on it: one row. */
interface SearchCursorRow {
  id: number;
  /** Conversations that were last active before this are indexed. */
  active_from: number;
  lease_owner: number;
  leased_until: number;
}

/** What a customer's browser said of the newest visit to a conversation. */
interface VisitRow {
  conversation_id: string;
  page: string | null;
  referrer: string | null;
  language: string | null;
  browser: string | null;
}

/** When a customer in an open chat was last there. */
interface CustomerPresenceRow {
  conversation_id: string;
  last_seen_at: number;
}
