import type { TurnContext } from '#bot-framework/turn.ts';
import type { ConversationData } from '#dialogs/conversation.ts';
import type { Reply } from '#dialogs/reply.ts';
import { helpChoice, humanChoice } from '#dialogs/titles.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { endChatWords } from '#handoff/customer-lines.ts';
import type { Handoff, Standing } from '#handoff/handoff.ts';
import { utteranceOf } from './utterance-of.ts';

/** What the bot's side of a chat with a person needs. */
export interface ChatTurnParts {
  handoff: Handoff;
  say: (context: TurnContext, reply: Reply) => Promise<void>;
}

/** Whose turn it is: an agent's (the bot is silent), or the bot's, and how it stands then. */
export type Owner =
  | { owner: 'agent' }
  /** `isBack`: a person was there, or was to come, and the bot has not spoken since. */
  | { owner: 'bot'; isWaiting: boolean; isBack: boolean };

const alone = { owner: 'bot', isWaiting: false, isBack: false } as const;
const endsChat = new RegExp(String.raw`^\W*${endChatWords}\W*$`, 'i');
const isStars = /^\s*[1-5]\s*$/;

/**
 * Finds out who owns the conversation before a message is answered, and does what the message means to a chat with a
 * person. It is asked of the store at each turn: an agent may have come, gone or closed the chat since the last one.
 */
export async function takeChatTurn(
  { handoff, say }: ChatTurnParts,
  context: TurnContext,
  data: ConversationData,
): Promise<Owner> {
  if (data.personAsked !== true) return alone;
  const { activity } = context;
  const standing = await handoff.standing(conversationKey(activity));
  const utterance = utteranceOf(activity);
  switch (standing.state) {
    case 'waiting':
      return { owner: 'bot', isWaiting: true, isBack: false };
    case 'connected':
      if (endsChat.test(utterance)) await leaveChat({ handoff, say }, context);
      return { owner: 'agent' };
    case 'closed':
      if (canRate(standing) && isStars.test(utterance)) {
        await handoff.rate(conversationKey(activity), standing.reference, { stars: Number(utterance) });
        await say(context, {
          kind: 'handoff',
          text: 'Thank you for telling us. What else can I do for you?',
        });
        return { owner: 'agent' };
      }
      delete data.personAsked;
      // What was asked when nobody came can still be said yes to.
      if (standing.end === 'nobody') data.messageOffered = data.turns;
      return { ...alone, isBack: true };
    case 'none':
      delete data.personAsked;
      return alone;
  }
}

const canRate = (standing: Standing & { state: 'closed' }): boolean =>
  standing.agentName !== undefined && !standing.isRated;

/** The customer leaves the queue or ends the chat by a button: the same in an event. */
export async function leaveChat({ handoff, say }: ChatTurnParts, context: TurnContext): Promise<void> {
  const { activity } = context;
  const left = await handoff.leave(conversationKey(activity), activity.id ?? '');
  if (left.kind === 'nothing') return;
  if (left.kind === 'queue') {
    await say(context, {
      kind: 'handoff',
      text: "All right, you're no longer waiting for a person. What else would you like to know?",
      choices: [helpChoice, humanChoice],
      handoff: { state: 'bot' },
    });
    return;
  }
  const { reference, agentName } = left;
  await say(context, {
    kind: 'handoff',
    text: 'You have ended the chat, and I, the bot, am back. How was it, from 1 (bad) to 5 (very good)? Or just ask me something else.',
    choices: [helpChoice, humanChoice],
    handoff: { state: 'closed', reference, agent: { name: agentName }, askRating: true },
  });
}
