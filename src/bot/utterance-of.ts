import type { Activity } from 'botbuilder';

/**
 * What the customer said in a message: the choice of a card's submit (which comes as `value`, mostly without
 * text), else the text. '' where there is neither (a picture, a foreign card).
 */
export function utteranceOf(activity: Partial<Activity>): string {
  const value: unknown = activity.value;
  if (typeof value === 'object' && value !== null && 'choice' in value && typeof value.choice === 'string') {
    return value.choice;
  }
  return typeof activity.text === 'string' ? activity.text : '';
}
