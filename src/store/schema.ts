/** The tables as kysely sees them; `migrations.ts` makes them. Times are milliseconds since the epoch. */
export interface Tables {
  conversations: ConversationRow;
  activities: ActivityRow;
  state: StateRow;
  uploads: UploadRow;
  upload_pieces: UploadPieceRow;
  tickets: TicketRow;
  deliveries: DeliveryRow;
  agents: AgentRow;
  agent_sessions: AgentSessionRow;
  audit: AuditRow;
  chats: ChatRow;
  chat_notes: ChatNoteRow;
  presence: PresenceRow;
  channel_references: ChannelReferenceRow;
  outbox: OutboxRow;
  channel_sent: ChannelSentRow;
  deliveries_in: DeliveryInRow;
  hub_chats: HubChatRow;
  teams_codes: TeamsCodeRow;
  teams_agents: TeamsAgentRow;
  teams_channel: TeamsChannelRow;
  teams_chats: TeamsChatRow;
  write_probe: WriteProbeRow;
  retention_clock: RetentionClockRow;
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
  pending: number;
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
  hidden: number;
  /** The activity as JSON, exactly as clients receive it. */
  body: string;
  created_at: number;
}

interface StateRow {
  key: string;
  /** JSON without the eTag. */
  value: string;
  etag: string;
  /** The eTag the writer had read: lets one statement write many rows, each on its own condition. */
  expected: string;
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

interface UploadPieceRow {
  upload_id: string;
  /** From 0 on. */
  number: number;
  content: Uint8Array;
}

export interface TicketRow {
  reference: string;
  /** What makes it the same ticket, however often it is opened. */
  key: string;
  conversation_id: string;
  channel_id: string;
  user_id: string;
  name: string;
  email: string | null;
  words: string;
  subject: string | null;
  /** JSON list of names. */
  models: string;
  created_at: number;
  /** What support has made of it. */
  state: 'open' | 'answered' | 'closed';
}

interface DeliveryRow {
  id: string;
  reference: string;
  target: 'webhook' | 'mail' | 'answer';
  /** JSON of the answer; null for the ticket itself. */
  answer: string | null;
  /** `dead`: given up, kept for whoever looks after it. */
  state: 'due' | 'sent' | 'dead';
  attempts: number;
  /** Not to be tried before; while it is being tried, when that counts as failed. */
  due_at: number;
  /** When it was last put off: `due_at` is not believed where that is still to come. */
  set_at: number;
  /** Why the last try failed. */
  problem: string | null;
}

export interface AgentRow {
  id: string;
  name: string;
  email: string;
  role: 'agent' | 'supervisor';
  password_hash: string;
  /** 1: may not sign in. */
  disabled: number;
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

interface AuditRow {
  id: string;
  at: number;
  who: string;
  action: string;
  about: string;
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
  subject: string | null;
  /** JSON list of names. */
  models: string;
  mood: 'upset' | null;
  requested_at: number;
  /** 1: stands before all that only wait. */
  goes_first: number;
  first_place: number;
  told_place: number;
  claimed_at: number | null;
  agent_id: string | null;
  agent_name: string | null;
  wanted_agent_id: string | null;
  wanted_agent_name: string | null;
  alarmed_at: number | null;
  closed_at: number | null;
  ended: 'customer' | 'agent' | 'bot' | 'idle' | 'nobody' | null;
  ended_by: string | null;
  outcome: 'solved' | 'follow-up' | 'unsolved' | null;
  /** JSON list of words. */
  tags: string;
  stars: number | null;
  comment: string | null;
}

interface ChatNoteRow {
  id: string;
  reference: string;
  agent_name: string;
  text: string;
  created_at: number;
}

interface PresenceRow {
  agent_id: string;
  availability: 'available' | 'busy' | 'away';
  seen_at: number;
  looking_at: string | null;
  assigned_at: number;
}

interface ChannelReferenceRow {
  conversation_id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  reference: string;
  /** 1: the channel has said that nothing can be said there. */
  is_unreachable: number;
}

/** By which id an outside channel knows an activity that it has taken. */
interface ChannelSentRow {
  conversation_id: string;
  sent_id: string;
  seq: number;
}

/** An activity that its outside channel does not have yet. */
interface OutboxRow {
  conversation_id: string;
  seq: number;
  /** Not to be tried before; while it is being tried, when that counts as failed. */
  due_at: number;
  /** When it was last put off: `due_at` is not believed where that is still to come. */
  set_at: number;
  attempts: number;
  /** Messages of it that the channel has, where one line takes several. */
  said_parts: number;
}

/** What an engagement hub knows of a chat. */
interface HubChatRow {
  reference: string;
  /** 1: it was asked to take the chat. */
  is_told: number;
  /** The place of the newest message that it has. */
  sent_seq: number;
  /** 1: it knows that the chat is over for it. */
  is_over: number;
  /** Until then a process works on it, or nobody tries again. */
  busy_until: number;
  /** When it was last put off: `busy_until` is not believed where that is still to come. */
  set_at: number;
  /** Since when it takes nothing; null when it does. */
  failing_since: number | null;
}

/** An activity that an outside channel has delivered; it may deliver it again. */
interface DeliveryInRow {
  conversation_id: string;
  activity_id: string;
  /** The process that runs its turn, or has run it. */
  taken_by: number;
  /** 1: its turn has ended. */
  is_done: number;
}

/** Ties an account to a Teams user, once. */
interface TeamsCodeRow {
  code_hash: string;
  agent_id: string;
  expires_at: number;
}

/** An account that is tied to a Teams user. */
interface TeamsAgentRow {
  agent_id: string;
  teams_user_id: string;
  /** Where the bot talks to them alone. */
  conversation_id: string;
}

/** The channel that requests are posted to: one row at most. */
interface TeamsChannelRow {
  id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  reference: string;
}

/** A chat as the support channel shows it. */
export interface TeamsChatRow {
  reference: string;
  card_id: string | null;
  thread_id: string | null;
  /** What the card shows. */
  shown: string;
  /** The place of the newest line that its agent has. */
  sent_seq: number;
  /** Messages that its agent has of the line after that one. */
  sent_parts: number;
  /** Who took it in Teams. */
  agent_id: string | null;
  /** 1: nothing is left to be told. */
  is_over: number;
  /** Until then a process works on it, or nobody tries again. */
  busy_until: number;
  /** When it was last put off: `busy_until` is not believed where that is still to come. */
  set_at: number;
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
