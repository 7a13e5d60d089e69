import type { Turn } from './turn.ts';

const yes = String.raw`(?:yes|yeah|yep|yup|yea|sure|ok(?:ay)?|right|alright|all right|correct|perfect|great|fine|good|exactly|absolutely|of course|whatever|why not)`;
const doIt = String.raw`(?:please|then|now|thanks?|thank you|go (?:ahead|on)|(?:let['’]?s )?do (?:it|that|so)|(?:send|pass|file|get|take) (?:it|that|this|one|them|somebody|someone)(?: on)?|(?:it|that|this|all)(?:['’]?s| is)? ?(?:right|correct|fine|good|great|it|me)|would be (?:great|good|nice)|that|i do|i would|looks good)`;
/**
 * A reply that agrees and contains nothing else. What the lookahead has found is final: "that good" can be read in two
 * ways, and a long reply of such words in so many that trying all of them takes minutes.
 */
const agrees = new RegExp(String.raw`^\W*(?:(?=(?<words>(?:${yes}|${doIt})\b\W*))\k<words>)+$`, 'i');
/** "That's a joke, right?" asks; "yes, could you?" agrees. */
const beginsYes = new RegExp(String.raw`^\W*(?:${yes}|please)\b`, 'i');
const onlyThanks = /^\W*(?:thanks?|thank you)\W*$/i;
const refuses = /\b(?:no|not|don['’]?t|never)\b/i;

/** Whether a message agrees and says nothing else. */
export const onlyAgrees = (utterance: string): boolean => agrees.test(utterance);

/** Whether a message says yes to the question before it, in any wording. */
export function saysYes({ utterance, readings }: Turn): boolean {
  const [{ intent, certainty }, ...others] = readings;
  if (others.length > 0 || onlyThanks.test(utterance)) return false;
  if (onlyAgrees(utterance)) return true;
  if (refuses.test(utterance)) return false;
  const isDoubt = utterance.includes('?') && !beginsYes.test(utterance);
  return intent === 'yes' && certainty === 'sure' && !isDoubt;
}
