import { z } from 'zod';
import type { Store } from '#store/store.ts';
import { splitText } from '#text/split-text.ts';
import type { Mask } from '../masking/mask.ts';

const MAX_CONVERSATIONS = 10;
const MAX_REPLIES = 5;
/** The first replies of a chat are within this many activities; nobody needs to read further. */
const MAX_ACTIVITIES = 300;
/** "Hello, how can I help?" answers nothing. */
const SHORTEST = 40;
/** Longer replies are cut, in characters: a mask would leave out the middle of a text over 1,500. */
const LONGEST = 1_400;

const saidByAgent = z.object({
  type: z.literal('message'),
  text: z.string(),
  from: z.object({ role: z.string().optional() }).optional(),
  channelData: z.object({ agent: z.object({ name: z.string() }) }),
});

/**
 * Reads what agents replied in conversations, masked, as raw material for an answer.
 * @returns distinct replies, at most five
 */
export async function readAgentsWords(
  { customerNames, transcript }: Pick<Store, 'customerNames' | 'transcript'>,
  conversationIds: readonly string[],
  mask: Mask,
): Promise<string[]> {
  const replies = new Set<string>();
  const ids = conversationIds.slice(0, MAX_CONVERSATIONS);
  const names = await customerNames(ids);
  for (const id of ids) {
    for (const { body } of await transcript.after(id, 0, MAX_ACTIVITIES)) {
      const said = saidByAgent.safeParse(JSON.parse(body)).data;
      if (said === undefined || said.text.length < SHORTEST || said.from?.role === 'user') continue;
      replies.add(maskedBeginning(said.text, mask, [...(names.get(id) ?? []), said.channelData.agent.name]));
      if (replies.size === MAX_REPLIES) return [...replies];
    }
  }
  return [...replies];
}

/** A reply without personal data, cut if it is long. */
function maskedBeginning(text: string, mask: Mask, names: readonly string[]): string {
  const [beginning = ''] = splitText(text, (part) => part.length <= LONGEST);
  const masked = mask(beginning, names).text;
  return beginning.length < text.length ? `${masked} …` : masked;
}
