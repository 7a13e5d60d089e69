/** What an engagement hub knows of a chat. */
export interface HubChat {
  reference: string;
  /** It was asked to take the chat. */
  isTold: boolean;
  /** The place of the newest message that it has. */
  sentSeq: number;
  /** It knows that the chat is over for it. */
  isOver: boolean;
  /** Since when it takes nothing. */
  failingSince: Date | undefined;
}

/** Where it is kept how far an engagement hub has been told. */
export interface HubStore {
  /** Begins to keep a chat, unless it is kept. */
  begin(reference: string): Promise<void>;
  /** Chats that are not over for the hub. */
  open(): Promise<HubChat[]>;
  find(reference: string): Promise<HubChat | undefined>;
  /** Takes a chat on for so long. @returns undefined when another process has it, or it is not to be tried yet */
  take(reference: string, now: Date, leaseMs: number): Promise<HubChat | undefined>;
  /** Keeps what was done, and gives the chat free at `freeAt`. */
  keep(
    reference: string,
    change: Partial<Pick<HubChat, 'isTold' | 'sentSeq' | 'isOver' | 'failingSince'>>,
    freeAt: Date,
  ): Promise<void>;
}
