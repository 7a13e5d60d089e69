import type { Handoff, HandoffOutcome, HandoffRequest, LeftMessage } from '../../src/handoff/handoff.ts';

/** A hand-off that keeps what it is asked, and answers what the test wants. */
export interface RecordingHandoff extends Handoff {
  readonly requests: readonly HandoffRequest[];
  readonly messages: readonly LeftMessage[];
  /** What every later wish comes to. */
  answersWith(outcome: HandoffOutcome): void;
  /** Every later wish fails. */
  breaks(error: Error): void;
  mends(): void;
}

export function createRecordingHandoff(): RecordingHandoff {
  const requests: HandoffRequest[] = [];
  const messages: LeftMessage[] = [];
  let outcome: HandoffOutcome = { kind: 'nobody', takesMessages: true };
  let fault: Error | undefined;
  return {
    requests,
    messages,
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
