import type { Activity } from 'botbuilder';
import { cutText } from '../../../text/cut-text.ts';

/** Older limits of Teams still bite at 28 KB, counted in UTF-16. */
const MOST_BYTES = 28 * 1024;
const CUT = '_This was too long for Teams and is shortened._';

const sizeOf = (activity: Partial<Activity> | undefined): number => JSON.stringify(activity ?? '').length * 2;

/**
 * Makes a message of a text, shortened at a paragraph until Teams takes it.
 * @param text Markdown
 * @param make gives the message of a text; undefined where nothing is said
 */
export function fitting(
  text: string,
  make: (text: string) => Partial<Activity> | undefined,
): Partial<Activity> | undefined {
  let whole = make(text);
  for (let kept = text; sizeOf(whole) > MOST_BYTES && kept !== '';) {
    const end = kept.lastIndexOf('\n\n');
    // One paragraph that is too long alone is cut in the middle.
    kept = end > 0 ? kept.slice(0, end) : cutText(kept, Math.floor(kept.length / 2));
    whole = make(kept === '' ? CUT : `${kept}\n\n${CUT}`);
  }
  return whole;
}
