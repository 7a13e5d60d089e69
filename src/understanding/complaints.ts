import { asksNothing } from './asks-nothing.ts';
import type { ReadPart } from './understand.ts';
import type { Reading } from './understanding.ts';

const trouble =
  /\b(?:too|only|not|never|no|nothing|nobody|cannot|\w+n['’]t|cant|wont|drain\w*|crash\w*|fr[eo]ez\w*|froze|broke\w*|dead|dies|died|fail\w*|stuck|stutter\w*|slow\w*|keeps?|blurr\w*|quiet|loud|lost|loses|missing|wrong|error|refuses?|stop(?:s|ped)?|drop(?:s|ped)?|disconnect\w*|gr[ea]y(?:ed)?|hot|noisy)\b/i;

/**
 * Whether a message is one sentence of two complaints: "the sound is too low and the app drains my battery". One of
 * them may be a problem that has an answer, however it is worded.
 */
export function isTwoComplaints(all: readonly ReadPart[]): boolean {
  const parts = all.filter(({ text }) => !asksNothing(text));
  const [first] = parts;
  if (parts.length !== 2 || /[.!?]$/.test(first!.text)) return false;
  return (
    parts.every(({ asks, text, reading }) => !asks && (trouble.test(text) || isKnown(reading))) &&
    parts.some(({ text }) => trouble.test(text))
  );
}

const isKnown = ({ intent, certainty, rule }: Reading): boolean =>
  certainty === 'sure' && rule === 'classifier' && intent.includes('.') && intent !== 'patch.status';

const pointer = /\b(?:it|its|this|that|these|those|them|they)\b/i;

/** Whether a complaint makes sense on its own: "and it never works" only adds to the other one. */
export const standsAlone = ({ text }: { text: string }): boolean => !pointer.test(text);

/** Whether a text describes a problem and can be understood on its own. */
export const isComplaintByItself = (text: string): boolean => trouble.test(text) && standsAlone({ text });
