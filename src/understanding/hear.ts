import type { Focus } from './context.ts';
import { calmed, isUpset } from './mood.ts';
import type { Understand } from './understand.ts';
import type { Reading, Understanding } from './understanding.ts';

/** A message understood, and the mood that it was written in. */
export interface Hearing extends Understanding {
  isUpset: boolean;
}

const isSure = ({ certainty, intent }: Reading): boolean => certainty === 'sure' && intent !== 'oos';

/**
 * Builds the reader of messages in whatever mood. Words of anger hide what is asked: an angry message that is not
 * understood is read once more without them.
 */
export const createHear =
  (understand: Understand) =>
  (message: string, focus?: Focus): Hearing => {
    const whole = understand(message, focus);
    if (!isUpset(whole.utterance)) return { ...whole, isUpset: false };
    const calm = whole.readings.every(isSure) ? '' : calmed(whole.utterance);
    const read = calm === '' ? whole : understand(calm, focus);
    const { readings } = read.readings.some(isSure) ? read : whole;
    return { utterance: whole.utterance, readings, isUpset: true };
  };
