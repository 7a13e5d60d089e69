import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { fitsInto } from '#channels/botframework/message-size.ts';
import { beginningThatFits } from '#text/split-text.ts';

const CUT = '_This message is shortened because it is too long for Teams._';

/**
 * Builds a message from a text, shortened to what Teams accepts.
 * @param text Markdown
 * @param place where the message is sent
 * @param make builds the message for a text
 */
export function fitting(
  text: string,
  place: Partial<ConversationReference>,
  make: (text: string) => Partial<Activity>,
): Partial<Activity> {
  const whole = make(text);
  if (fitsInto(place, whole)) return whole;
  const shortened = (beginning: string): Partial<Activity> =>
    make(`${beginning.trimEnd()}\n\n${CUT}`.trimStart());
  return shortened(beginningThatFits(text, (part) => fitsInto(place, shortened(part))));
}
