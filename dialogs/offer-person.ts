import type { ConversationData } from './conversation.ts';
import type { Choice } from './reply.ts';
import { helpChoice, humanChoice } from './titles.ts';

/**
 * The offer of a person, as the last sentence of a reply, with its choices. A customer who is already waiting is told
 * that they keep their place instead: a yes must not ask for a person again.
 */
export function offerPerson(
  data: ConversationData,
  isWaiting: boolean,
): { offer: string; choices: Choice[] } {
  if (isWaiting) return { offer: 'You still have your place in the queue.', choices: [helpChoice] };
  data.humanOffered = true;
  return { offer: 'Shall I get you a person?', choices: [humanChoice, helpChoice] };
}
