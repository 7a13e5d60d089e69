import type { ReadPart } from './understand.ts';

const trouble =
  /\b(?:too|only|not|never|no|nothing|nobody|cannot|\w+n['’]t|cant|wont|drain\w*|crash\w*|fr[eo]ez\w*|froze|broke\w*|dead|dies|died|fail\w*|stuck|stutter\w*|slow\w*|keeps?|blurr\w*|quiet|loud|lost|loses|missing|wrong|error|refuses?|stop(?:s|ped)|drop(?:s|ped)|disconnect\w*|gr[ea]y(?:ed)?|hot|noisy)\b/i;

/** Whether a message is one sentence of two complaints: "the sound is too low and the app drains my battery". */
export const isTwoComplaints = (parts: readonly ReadPart[]): boolean =>
  parts.length === 2 &&
  !/[.!?]$/.test(parts[0]!.text) &&
  parts.every(({ asks, text }) => !asks && trouble.test(text));

const pointer = /\b(?:it|its|this|that|these|those|them|they)\b/i;

/** Whether a complaint speaks for itself: "and it never works" only says more about the other one. */
export const standsAlone = ({ text }: ReadPart): boolean => !pointer.test(text);
