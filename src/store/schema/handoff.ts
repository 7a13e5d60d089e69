import type { EventType } from '#handoff/delivery/event.ts';

/* Chats with agents, tickets, and deliveries to a mailbox or a hub. */

export interface TicketRow {
  reference: string;
  /** Identifies the ticket, so that opening it twice creates only one. */
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
  /** The agent who looks after it. */
  assignee_id: string | null;
  assignee_name: string | null;
  /** When it was last replied to. */
  replied_at: number | null;
  /** Grows with every change to any ticket. */
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
  /** `dead`: given up, kept for operators. */
  state: 'due' | 'sent' | 'dead';
  attempts: number;
  /** Not to be tried before this time; during an attempt, the time when the attempt counts as failed. */
  due_at: number;
  /** When it was last postponed: if that is in the future, `due_at` is not believed. */
  scheduled_at: number;
  /** Why the last attempt failed. */
  problem: string | null;
}

/** A conversation's transcript on its way to a mailbox. */
export interface TranscriptMailRow {
  id: string;
  /** The origin of the page on which a visitor asked for it. */
  site: string | null;
  conversation_id: string;
  /** Empty once it is sent. */
  email: string;
  /** `dead`: given up, kept for operators. */
  state: 'due' | 'sent' | 'dead';
  attempts: number;
  /** Not to be tried before this time; during an attempt, the time when the attempt counts as failed. */
  due_at: number;
  /** When it was last postponed: if that is in the future, `due_at` is not believed. */
  scheduled_at: number;
  /** Why the last attempt failed. */
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
  /** At most one chat of a conversation is not closed. */
  state: 'waiting' | 'connected' | 'closed';
  reason: 'asked' | 'offered';
  intent: string | null;
  /** JSON list of names. */
  models: string;
  mood: 'upset' | null;
  requested_at: number;
  /** 1: comes before all chats without priority. */
  has_priority: number;
  first_position: number;
  announced_position: number;
  claimed_at: number | null;
  agent_id: string | null;
  agent_name: string | null;
  preferred_agent_id: string | null;
  preferred_agent_name: string | null;
  /** The agent who gave it back to the queue. */
  returned_by: string | null;
  overdue_at: number | null;
  closed_at: number | null;
  end_reason: 'customer' | 'agent' | 'bot' | 'idle' | 'nobody' | null;
  ended_by_activity_id: string | null;
  outcome: 'solved' | 'follow-up' | 'unsolved' | null;
  /** JSON list of words. */
  tags: string;
  stars: number | null;
  comment: string | null;
  /** When an agent last reopened it. */
  reopened_at: number | null;
}

export interface ChatNoteRow {
  id: string;
  chat_reference: string;
  agent_name: string;
  text: string;
  created_at: number;
}

/** What an engagement hub knows about a chat. */
export interface HubChatRow {
  chat_reference: string;
  /** 1: the hub was asked to take the chat. */
  is_offered: number;
  /** The sequence number of the newest message that it has. */
  sent_seq: number;
  /** 1: the hub knows that its part of the chat is over. */
  is_finished: number;
  /** Until then, a process is working on it, or nobody tries again. */
  leased_until: number;
  /** When it was last postponed: if that is in the future, `leased_until` is not believed. */
  scheduled_at: number;
  /** Since when the hub has accepted nothing; null if it does accept messages. */
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
  /** `dead`: given up, kept for operators. */
  state: 'due' | 'sent' | 'dead';
  attempts: number;
  /** Not to be tried before this time; during an attempt, the time when the attempt counts as failed. */
  due_at: number;
  /** When it was last postponed: if that is in the future, `due_at` is not believed. */
  scheduled_at: number;
  /** Why the last attempt failed. */
  problem: string | null;
}
