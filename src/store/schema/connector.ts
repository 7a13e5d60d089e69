/* What connector channels deliver and are sent. */

export interface ConversationReferenceRow {
  conversation_id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  conversation_reference: string;
  /** 1: the channel refuses everything sent there. */
  is_unreachable: number;
}

/** By which id an outside channel knows an activity that it has taken. */
export interface SentActivityRow {
  conversation_id: string;
  channel_activity_id: string;
  seq: number;
}

/** An activity that its outside channel does not have yet. */
export interface OutboxRow {
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

/** An activity that an outside channel has delivered; it may deliver it again. */
export interface InboxRow {
  conversation_id: string;
  activity_id: string;
  /** The process that runs its turn, or has run it. */
  lease_owner: number;
  /** 1: its turn has ended. */
  is_done: number;
}
