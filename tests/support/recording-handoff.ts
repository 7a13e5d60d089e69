import type {
  Handoff,
  HandoffOutcome,
  HandoffRequest,
  Left,
  LeftMessage,
  Rating,
  Standing,
} from '#handoff/handoff.ts';

/** A hand-off that records its calls, and returns what the test wants. */
export interface RecordingHandoff extends Handoff {
  readonly requests: readonly HandoffRequest[];
  readonly messages: readonly LeftMessage[];
  /** Ratings, by reference. */
  readonly ratings: ReadonlyMap<string, Rating>;
  /** How support replies to left messages from now on. */
  answersMessagesBy(way: Handoff['messageAnswers']): void;
  /** The state of every conversation from now on. */
  stands(standing: Standing): void;
  /** The outcome of leaving from now on. */
  leavesAs(left: Left): void;
  /** The outcome of every later request. */
  answersWith(outcome: HandoffOutcome): void;
  /** Makes every later request fail. */
  breaks(error: Error): void;
  mends(): void;
}

export function createRecordingHandoff(): RecordingHandoff {
  const requests: HandoffRequest[] = [];
  const messages: LeftMessage[] = [];
  let outcome: HandoffOutcome = { kind: 'nobody', takesMessages: true };
  let fault: Error | undefined;
  const ratings = new Map<string, Rating>();
  let standing: Standing = { state: 'none' };
  let left: Left = { kind: 'queue' };
  let messageAnswers: Handoff['messageAnswers'] = 'mail';
  return {
    get messageAnswers() {
      return messageAnswers;
    },
    answersMessagesBy: (way) => {
      messageAnswers = way;
    },
    requests,
    messages,
    ratings,
    stands: (next) => {
      standing = next;
    },
    leavesAs: (next) => {
      left = next;
    },
    standing: () => Promise.resolve(standing),
    leave: () => Promise.resolve(left),
    rate(_conversationId, reference, rating) {
      ratings.set(reference, rating);
      return Promise.resolve(true);
    },
    leaveMessage(message) {
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
    breaks: (error) => {
      fault = error;
    },
    mends: () => {
      fault = undefined;
    },
  };
}
