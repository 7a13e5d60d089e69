import type { Activity } from '#bot-framework/activity.ts';

/** Longer than any choice that the bot offers. */
const LONGEST_CHOICE = 1000;

/**
 * What the customer said in a message: the choice of a card's submit (which comes as `value`, mostly without
 * text), else the text. '' where there is neither (a picture, a foreign card).
 */
export function utteranceOf(activity: Partial<Activity>): string {
  const value: unknown = activity.value;
  if (typeof value === 'object' && value !== null && 'choice' in value && typeof value.choice === 'string') {
    return value.choice.length <= LONGEST_CHOICE ? value.choice : '';
  }
  return typeof activity.text === 'string' ? activity.text : '';
}
