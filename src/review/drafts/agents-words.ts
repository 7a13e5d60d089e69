import { z } from 'zod';
import type { Store } from '#store/store.ts';
import type { Mask } from '../masking/mask.ts';

const MAX_CONVERSATIONS = 10;
const MAX_REPLIES = 5;
/** The first replies of a chat are within this many activities; nobody needs to read further. */
const MAX_ACTIVITIES = 300;
/** "Hello, how can I help?" answers nothing. */
const SHORTEST = 40;

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
  { conversations, transcript }: Pick<Store, 'conversations' | 'transcript'>,
  conversationIds: readonly string[],
  mask: Mask,
): Promise<string[]> {
  const replies = new Set<string>();
  for (const id of conversationIds.slice(0, MAX_CONVERSATIONS)) {
    const conversation = await conversations.find(id);
    if (conversation === undefined) continue;
    for (const { body } of await transcript.after(id, 0, MAX_ACTIVITIES)) {
      const said = saidByAgent.safeParse(JSON.parse(body)).data;
      if (said === undefined || said.text.length < SHORTEST || said.from?.role === 'user') continue;
      const names = [conversation.userName ?? '', said.channelData.agent.name].filter((name) => name !== '');
      replies.add(mask(said.text, names).text);
      if (replies.size === MAX_REPLIES) return [...replies];
    }
  }
  return [...replies];
}
