import type { Handoff } from './handoff.ts';

/** The hand-off where nothing is kept, as at the terminal: the customer learns at once that nobody is there. */
export const createNoDesk = (contact?: string): Handoff => ({
  messageAnswers: 'none',
  request: () =>
    Promise.resolve({
      kind: 'nobody',
      takesMessages: false,
      ...(contact === undefined ? {} : { contact }),
    }),
  leaveMessage: () => Promise.reject(new Error('Messages are not taken here.')),
  standing: () => Promise.resolve({ state: 'none' }),
  leave: () => Promise.resolve({ kind: 'nothing' }),
  rate: () => Promise.resolve(false),
});
