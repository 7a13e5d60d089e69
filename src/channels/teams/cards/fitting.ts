import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { fitsInto } from '#channels/botframework/message-size.ts';
import { splitText } from '#text/split-text.ts';

const CUT = '_This message is shortened because it is too long for Teams._';

/**
 * Builds a message from a text, shortened to what Teams accepts.
 * @param text Markdown
 * @param place where the message is sent
 * @param make builds the message for a text; undefined if nothing is sent
 */
export function fitting(
  text: string,
  place: Partial<ConversationReference>,
  make: (text: string) => Partial<Activity> | undefined,
): Partial<Activity> | undefined {
  const fits = (message: Partial<Activity> | undefined): boolean =>
    message === undefined || fitsInto(place, message);
  const whole = make(text);
  if (fits(whole)) return whole;
  const shortened = (beginning: string): Partial<Activity> | undefined =>
    make(`${beginning.trimEnd()}\n\n${CUT}`.trimStart());
  const [beginning = ''] = splitText(text, (part) => fits(shortened(part)));
  // Attachments that are too large leave no room for any text.
  return shortened(fits(shortened(beginning)) ? beginning : '');
}
