import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { cutText } from '#text/cut-text.ts';
import { fitsInto } from '#channels/botframework/message-size.ts';

const CUT = '_This message is shortened because it is too long for Teams._';

/**
 * Builds a message from a text, shortening it paragraph by paragraph until Teams accepts it.
 * @param text Markdown
 * @param place where the message is sent
 * @param make builds the message for a text; undefined if nothing is sent
 */
export function fitting(
  text: string,
  place: Partial<ConversationReference>,
  make: (text: string) => Partial<Activity> | undefined,
): Partial<Activity> | undefined {
  let whole = make(text);
  for (let kept = text; whole !== undefined && !fitsInto(place, whole) && kept !== '';) {
    const end = kept.lastIndexOf('\n\n');
    // A single paragraph that is too long is cut in the middle.
    kept = end > 0 ? kept.slice(0, end) : cutText(kept, Math.floor(kept.length / 2));
    whole = make(kept === '' ? CUT : `${kept}\n\n${CUT}`);
  }
  return whole;
}
