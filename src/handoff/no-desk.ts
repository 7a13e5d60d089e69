import type { Handoff } from './handoff.ts';

/** What is needed to take a wish down where no desk is connected. */
export interface NoDeskParts {
  /** Makes the reference number that customer and log share. */
  reference: () => string;
  /** Where a person is reached instead (an address or a telephone number), as set by the operator. */
  contact?: string | undefined;
  /** Told each wish, so that the operator finds it again by its reference. */
  onRequest: (entry: { reference: string; conversationId: string; subject?: string | undefined }) => void;
}

/** The hand-off where no desk is connected: the wish is noted, and the customer learns at once that nobody is there. */
export function createNoDesk({ reference, contact, onRequest }: NoDeskParts): Handoff {
  return {
    request({ conversationId, subject }) {
      const noted = reference();
      onRequest({ reference: noted, conversationId, subject });
      return Promise.resolve({
        kind: 'nobody',
        reference: noted,
        ...(contact === undefined ? {} : { contact }),
      });
    },
  };
}
