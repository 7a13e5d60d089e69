/** How much an engagement hub has been sent about a chat. */
export interface HubChat {
  reference: string;
  /** Whether it was asked to take the chat; it may not have acknowledged that yet. */
  isOffered: boolean;
  /** The sequence number of the newest message that it has. */
  sentSeq: number;
  /** Whether it knows that the chat no longer concerns it. */
  isOver: boolean;
  /** Since when it has accepted nothing. */
  failingSince: Date | undefined;
}

/** Stores how much an engagement hub has been sent. */
export interface HubStore {
  /** Starts tracking a chat, unless it is tracked already. */
  begin(reference: string): Promise<void>;
  /** Reads the chats that still concern the hub. */
  open(): Promise<HubChat[]>;
  find(reference: string): Promise<HubChat | undefined>;
  /** Leases a chat. @returns undefined if another process has the lease, or if the next try is not due yet */
  lease(reference: string, now: Date, leaseMs: number): Promise<HubChat | undefined>;
  /** Stores what was done, and releases the lease at `freeAt`. */
  update(
    reference: string,
    change: Partial<Pick<HubChat, 'isOffered' | 'sentSeq' | 'isOver' | 'failingSince'>>,
    freeAt: Date,
  ): Promise<void>;
}
