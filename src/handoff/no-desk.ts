import type { Handoff } from './handoff.ts';

/** The hand-off for where nothing is stored, such as the terminal: the customer learns at once that nobody is there. */
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
