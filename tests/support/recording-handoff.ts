import type { Handoff, HandoffOutcome, HandoffRequest } from '../../src/handoff/handoff.ts';

/** A hand-off that keeps what it is asked, and answers what the test wants. */
export interface RecordingHandoff extends Handoff {
  readonly requests: readonly HandoffRequest[];
  /** What every later wish comes to. */
  answersWith(outcome: HandoffOutcome): void;
  /** Every later wish fails. */
  breaks(error: Error): void;
  mends(): void;
}

export function createRecordingHandoff(): RecordingHandoff {
  const requests: HandoffRequest[] = [];
  let outcome: HandoffOutcome = { kind: 'nobody', reference: 'HAND-OFF1' };
  let fault: Error | undefined;
  return {
    requests,
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
