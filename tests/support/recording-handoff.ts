import type {
  Handoff,
  HandoffOutcome,
  HandoffRequest,
  LeaveOutcome,
  NewTicket,
  Rating,
  HandoffState,
} from '#handoff/handoff.ts';

/** A hand-off that records its calls, and returns what the test wants. */
export interface RecordingHandoff extends Handoff {
  readonly requests: readonly HandoffRequest[];
  readonly messages: readonly NewTicket[];
  /** Ratings, by reference. */
  readonly ratings: ReadonlyMap<string, Rating>;
  /** How support will reply to left messages from now on. */
  answersMessagesBy(way: Handoff['ticketReplies']): void;
  /** The state of every conversation from now on. */
  setState(current: HandoffState): void;
  /** The outcome of leaving from now on. */
  leavingGives(left: LeaveOutcome): void;
  /** The outcome of every later request. */
  answersWith(outcome: HandoffOutcome): void;
  /** Makes every later request fail. */
  fails(error: Error): void;
  recovers(): void;
}

export function createRecordingHandoff(): RecordingHandoff {
  const requests: HandoffRequest[] = [];
  const messages: NewTicket[] = [];
  let outcome: HandoffOutcome = { kind: 'nobody', takesTickets: true };
  let fault: Error | undefined;
  const ratings = new Map<string, Rating>();
  let current: HandoffState = { state: 'none' };
  let left: LeaveOutcome = { kind: 'queue', reference: 'K7QM-2F9P' };
  let ticketReplies: Handoff['ticketReplies'] = 'mail';
  return {
    get ticketReplies() {
      return ticketReplies;
    },
    answersMessagesBy: (way) => {
      ticketReplies = way;
    },
    requests,
    messages,
    ratings,
    setState: (next) => {
      current = next;
    },
    leavingGives: (next) => {
      left = next;
    },
    state: () => Promise.resolve(current),
    leave: () => Promise.resolve(left),
    rate(_conversationId, reference, rating) {
      ratings.set(reference, rating);
      return Promise.resolve(true);
    },
    openTicket(message) {
      if (fault !== undefined) return Promise.reject(fault);
      messages.push(message);
      return Promise.resolve({ reference: `LEFT-${messages.length}` });
    },
    request(request) {
      if (fault !== undefined) return Promise.reject(fault);
      requests.push(request);
      return Promise.resolve(outcome);
    },
    answersWith: (next) => {
      outcome = next;
    },
    fails: (error) => {
      fault = error;
    },
    recovers: () => {
      fault = undefined;
    },
  };
}
