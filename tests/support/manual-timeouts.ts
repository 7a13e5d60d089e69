import type { StartTimeout } from '#channels/botframework/authentication.ts';

/** Timeouts that end when the test says so. */
export interface ManualTimeouts {
  start: StartTimeout;
  /** Ends all that have started. */
  end: () => void;
}

/** Creates timeouts for code that takes a `StartTimeout`, so that no test depends on the speed of the machine. */
export function createManualTimeouts(): ManualTimeouts {
  const started: AbortController[] = [];
  return {
    start() {
      const controller = new AbortController();
      started.push(controller);
      return controller.signal;
    },
    end() {
      for (const controller of started.splice(0))
        controller.abort(new DOMException('The operation timed out.', 'TimeoutError'));
    },
  };
}
