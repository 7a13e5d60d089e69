import type { Handoff } from '#handoff/handoff.ts';
import { createNoDesk } from '#handoff/no-desk.ts';

/** Creates a hand-off for measuring: nobody is at the desk, and messages are accepted but not stored. */
export function createMessageDesk(): Handoff {
  let messages = 0;
  return {
    ...createNoDesk(),
    messageAnswers: 'mail',
    request: () => Promise.resolve({ kind: 'nobody', takesMessages: true }),
    leaveMessage() {
      messages += 1;
      return Promise.resolve({ reference: `MESSAGE-${messages}` });
    },
  };
}
