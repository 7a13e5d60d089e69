/** The bot's notices to agents in Teams. */
import type { ActionOutcome } from '#handoff/agent-actions.ts';
import type { Chat } from '#handoff/chat.ts';
import { customerName } from '#handoff/speaker.ts';

export const notLinked =
  'Only agents of the support desk can do that. If you have an account, open the desk, choose “Connect Teams”, and send me the code in our private chat: /link CODE.';
export const linkAlone = 'Please send /link in a private chat with me, so that nobody else sees the code.';
export const wrongCode =
  'That code is wrong, already used or older than ten minutes. Get a new one at the desk under “Connect Teams”.';
export const linked = (name: string): string =>
  `Your Teams account is linked to ${name}’s account at the desk. To have requests posted to a channel, a supervisor writes /desk on there.`;
export const unlinked = 'Your Teams account is no longer linked to the desk.';
export const onlySupervisors = 'Only a supervisor can choose the channel for customers’ requests.';
export const onlyInChannel = 'Please send that in a channel of the team that answers customers.';
export const registered =
  'Customers’ requests will be posted to this channel from now on. All members can read them; only agents of the desk can take them.';
export const unregistered = 'Customers’ requests are no longer posted to this channel.';
export const noChat = 'You have no chat here.';
export const writeInThread =
  'Please write to customers under the card of their request, in the support channel.';
export const writeAlone = 'Please write to the customer in our private chat.';
export const staleButton = 'That button is from an older card. Please use the newest card of the request.';
export const correction = (text: string): string => `Correction: ${text}`;
export const corrected = 'The customer cannot see edits, so I sent them the new text as a correction.';
export const notDeleted =
  'The customer already has that message, so deleting it here does not delete it for the customer.';
export const editedCommand =
  'Commands do not work in edited messages. Please send the command as a new message.';
export const noted = 'Noted. The customer cannot see it.';

/** For one user's attempts; the organisation knows its Teams users. */
export const tooManyCodes = 'You entered too many wrong codes. Please try again in ten minutes.';

/** Tells the agent who has taken a chat where to write. */
export const taken = (chat: Chat, talk: 'thread' | 'personal'): string =>
  talk === 'thread'
    ? `${chat.agent?.name ?? 'You'}: you are chatting with ${customerName(chat)} in this thread. Messages that mention me go to the customer; all others stay between colleagues. /help lists the commands.`
    : `You are now chatting with ${customerName(chat)} (${chat.reference}). Everything you write here goes to them, until you write /close. /help lists the commands.`;

/** Why an action was refused; undefined if it was done. */
export function refusalOf(acted: ActionOutcome): string | undefined {
  switch (acted.kind) {
    case 'done':
      return undefined;
    case 'taken':
      return `${acted.by} has this chat.`;
    case 'limit':
      return acted.limit === 1
        ? 'You already have a chat. Close it first.'
        : `You already have ${acted.limit} chats. Close one first.`;
    case 'over':
      return 'This chat has ended or is no longer yours.';
    case 'unread':
      return 'The customer has written again, so the chat stays open.';
    case 'absent':
      return 'That colleague is not at the desk.';
    case 'open':
      return 'The customer is in another chat.';
    case 'unknown':
      return 'This chat no longer exists.';
  }
}
