import type { Activity } from '#bot-framework/activity.ts';

/** Longer than any choice that the bot offers. */
const LONGEST_CHOICE = 1000;

/**
 * Returns what the customer said in a message: the choice that a card submitted (it arrives as `value`, usually without
 * text), or else the text. '' if there is neither (a picture, an unknown card).
 */
export function utteranceOf(activity: Partial<Activity>): string {
  const value: unknown = activity.value;
  if (typeof value === 'object' && value !== null && 'choice' in value && typeof value.choice === 'string') {
    return value.choice.length <= LONGEST_CHOICE ? value.choice : '';
  }
  return typeof activity.text === 'string' ? activity.text : '';
}
