import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { cutText } from '#text/cut-text.ts';
import { fitsInto } from '#channels/botframework/message-size.ts';

const CUT = '_This was too long for Teams and is shortened._';

/**
 * Makes a message of a text, shortened at a paragraph until Teams takes it.
 * @param text Markdown
 * @param place where it is said
 * @param make gives the message of a text; undefined where nothing is said
 */
export function fitting(
  text: string,
  place: Partial<ConversationReference>,
  make: (text: string) => Partial<Activity> | undefined,
): Partial<Activity> | undefined {
  let whole = make(text);
  for (let kept = text; whole !== undefined && !fitsInto(place, whole) && kept !== '';) {
    const end = kept.lastIndexOf('\n\n');
    // One paragraph that is too long alone is cut in the middle.
    kept = end > 0 ? kept.slice(0, end) : cutText(kept, Math.floor(kept.length / 2));
    whole = make(kept === '' ? CUT : `${kept}\n\n${CUT}`);
  }
  return whole;
}
