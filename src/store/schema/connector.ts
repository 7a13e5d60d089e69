/* What connector channels deliver, and what is sent to them. */

export interface ConversationReferenceRow {
  conversation_id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  conversation_reference: string;
  /** 1: the channel refuses everything sent there. */
  is_unreachable: number;
}

/** The id that a connector channel gave to an activity. */
export interface SentActivityRow {
  conversation_id: string;
  channel_activity_id: string;
  seq: number;
}

/** An activity that its connector channel does not have yet. */
export interface OutboxRow {
  conversation_id: string;
  seq: number;
  /** Not to be tried before this time; during an attempt, the time when the attempt counts as failed. */
  due_at: number;
  /** When it was last postponed: if that is in the future, `due_at` is not believed. */
  scheduled_at: number;
  attempts: number;
  /** How many chunks the channel already has, if the activity takes several. */
  sent_chunks: number;
}

/** An activity that a connector channel has delivered; it may deliver it again. */
export interface InboxRow {
  conversation_id: string;
  activity_id: string;
  /** The process that is running its turn, or has run it. */
  lease_owner: number;
  /** 1: its turn has ended. */
  is_done: number;
}
