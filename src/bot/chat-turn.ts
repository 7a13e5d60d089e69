import type { TurnContext } from '#bot-framework/turn.ts';
import type { ConversationData } from '#dialogs/conversation.ts';
import { leave, leftQueue } from '#dialogs/leave-queue.ts';
import type { Reply } from '#dialogs/reply.ts';
import { helpChoice, humanChoice } from '#dialogs/titles.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { endChatWords } from '#handoff/chat-notices.ts';
import type { Handoff, HandoffState } from '#handoff/handoff.ts';
import { utteranceOf } from './utterance-of.ts';

/** What the bot's side of a chat needs. */
export interface ChatTurnParts {
  handoff: Handoff;
  say: (context: TurnContext, reply: Reply) => Promise<void>;
}

/** Who answers this turn: an agent, with the bot silent, or the bot, and in which state. */
export type Owner =
  | { owner: 'agent' }
  /** `isBack`: the bot takes over again from a chat or a queue, and has not replied since. */
  | { owner: 'bot'; isWaiting: boolean; isBack: boolean };

const alone = { owner: 'bot', isWaiting: false, isBack: false } as const;
const endsChat = new RegExp(String.raw`^\W*${endChatWords}\W*$`, 'i');
const isStars = /^\s*[1-5]\s*$/;

/**
 * Finds out who has the conversation before a message is answered, and carries out what the message asks of a chat.
 * Reads the store in each turn, because an agent may have joined, left or closed the chat since the last one.
 */
export async function resolveOwner(
  { handoff, say }: ChatTurnParts,
  context: TurnContext,
  data: ConversationData,
): Promise<Owner> {
  if (data.personAsked !== true) return alone;
  const { activity } = context;
  const handoffState = await handoff.state(conversationKey(activity));
  const utterance = utteranceOf(activity);
  switch (handoffState.state) {
    case 'waiting':
      delete data.endedChat;
      return { owner: 'bot', isWaiting: true, isBack: false };
    case 'connected':
      delete data.endedChat;
      if (endsChat.test(utterance)) await leaveChat({ handoff, say }, context, data);
      return { owner: 'agent' };
    case 'closed':
      // An agent may reopen the chat at any time, so its state is still read in each turn.
      if (data.endedChat === handoffState.reference) return alone;
      if (canRate(handoffState) && isStars.test(utterance)) {
        await handoff.rate(conversationKey(activity), handoffState.reference, { stars: Number(utterance) });
        await say(context, {
          kind: 'handoff',
          text: 'Thank you for telling us. What else can I do for you?',
        });
        return { owner: 'agent' };
      }
      data.endedChat = handoffState.reference;
      // The customer can still say yes to the offer that was made when nobody came.
      if (handoffState.end === 'nobody') data.messageOffered = data.turns;
      return { ...alone, isBack: true };
    case 'none':
      delete data.personAsked;
      return alone;
  }
}

const canRate = (handoffState: HandoffState & { state: 'closed' }): boolean =>
  handoffState.agentName !== undefined && !handoffState.isRated;

/**
 * Takes the customer out of the queue or ends their chat, whether they asked in words or by the event.
 * @param only the reference of the only chat to leave; undefined for whichever is open
 */
export async function leaveChat(
  { handoff, say }: ChatTurnParts,
  context: TurnContext,
  data: ConversationData,
  only?: string,
): Promise<void> {
  const outcome = await leave(handoff, context, data, only);
  if (outcome.kind === 'nothing') return;
  if (outcome.kind === 'queue') return say(context, leftQueue);
  const { reference, agentName } = outcome;
  await say(context, {
    kind: 'handoff',
    text: "You have ended the chat, so you're back with me, the bot. How was it, from 1 (bad) to 5 (very good)? Or just ask me something else.",
    choices: [helpChoice, humanChoice],
    handoff: { state: 'closed', reference, agent: { name: agentName }, askRating: true },
  });
}
