import type { EventType } from '#handoff/delivery/event.ts';

/* Chats with people, messages left for them, and what is on its way to a mailbox or a hub. */

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
  /** What support has done with it. */
  state: 'open' | 'replied' | 'closed';
  /** Who looks after it. */
  assignee_id: string | null;
  assignee_name: string | null;
  /** When it was last replied to. */
  replied_at: number | null;
  /** Grows with each change of any ticket. */
  changed_at: number;
}

export interface TicketNoteRow {
  id: string;
  ticket_reference: string;
  agent_name: string;
  text: string;
  created_at: number;
}

export interface DeliveryRow {
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

/** A conversation's transcript on its way to a mailbox. */
export interface TranscriptMailRow {
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
  /** 1: comes before all chats that only wait. */
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

export interface ChatNoteRow {
  id: string;
  chat_reference: string;
  agent_name: string;
  text: string;
  created_at: number;
}

/** What an engagement hub knows of a chat. */
export interface HubChatRow {
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

/** Something that has happened, on its way to a webhook. */
export interface EventDeliveryRow {
  id: string;
  conversation_id: string;
  type: EventType;
  at: number;
  /** JSON; empty once it is sent. */
  data: string;
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
