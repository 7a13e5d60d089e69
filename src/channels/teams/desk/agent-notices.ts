/** What the bot says to agents in Teams. */
import type { ActionOutcome } from '#handoff/agent-actions.ts';
import type { Chat } from '#handoff/chat.ts';
import { customerName } from '#handoff/speaker.ts';

export const notLinked =
  'Only agents of the support desk can do that. Have an account? Open the desk, choose “Connect Teams”, and send me the code it shows in our own chat: /link CODE.';
export const linkAlone = 'Please write /link in a chat alone with me, so that nobody else reads the code.';
export const wrongCode =
  'That code is not known, was used, or is older than ten minutes. The desk shows you a new one under “Connect Teams”.';
export const linked = (name: string): string =>
  `Your Teams account is linked to ${name}’s account at the desk now. A supervisor writes /desk on in a channel to have requests posted there.`;
export const unlinked = 'Your Teams account is not linked to the desk any more.';
export const onlySupervisors =
  'Only a supervisor of the desk can say which channel customers’ requests go to.';
export const onlyInChannel = 'Please write that in a channel of the team that answers customers.';
export const registered =
  'Customers’ requests are posted to this channel from now on. All its members can read them; only agents of the desk can take them.';
export const unregistered = 'Customers’ requests are not posted to this channel any more.';
export const noChat = 'You have no chat here that this could be for.';
export const writeInThread =
  'You talk with customers under the card of their request, in the support channel.';
export const writeAlone = 'You talk with the customer in our own chat; write it there.';
export const staleButton =
  'That button is from an older card. The newest card of the request shows how it stands.';
export const correction = (text: string): string => `Correction: ${text}`;
export const corrected = 'The customer cannot see edits, so I sent them the new text as a correction.';
export const notDeleted =
  'Deleting a message here does not delete it for the customer: they have it already.';
export const editedCommand = 'An edited message is no command. Please write the command as a new message.';
export const noted = 'Noted; the customer does not see it.';

/** Beside the tries of codes of one user; Teams' users are known to their organisation. */
export const tooManyCodes = 'That were too many wrong codes. Please try again in ten minutes.';

/** Tells the agent who has taken a chat how to talk. */
export const taken = (chat: Chat, talk: 'thread' | 'personal'): string =>
  talk === 'thread'
    ? `${chat.agent?.name ?? 'You'}: you talk with ${customerName(chat)} in this thread. What mentions me goes to the customer; what does not stays among you. /help shows the commands.`
    : `You talk with ${customerName(chat)} (${chat.reference}) here now: what you write goes to them, until /close. /help shows the commands.`;

/** Why something could not be done; undefined where it was done. */
export function refusalOf(acted: ActionOutcome): string | undefined {
  switch (acted.kind) {
    case 'done':
      return undefined;
    case 'taken':
      return `${acted.by} has this chat.`;
    case 'limit':
      return `You have ${acted.limit} chats already; close one first.`;
    case 'over':
      return 'This chat is over, or not yours any more.';
    case 'absent':
      return 'That colleague is not at the desk.';
    case 'unknown':
      return 'There is no such chat any more.';
  }
}
