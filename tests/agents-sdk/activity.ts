import type {
  Activity as AgentsActivity,
  ChannelAccount,
  ConversationAccount,
} from '@microsoft/agents-activity';

export type { Attachment, ConversationReference } from '@microsoft/agents-activity';
export { ActivityTypes } from '@microsoft/agents-activity';
export type { ResourceResponse } from '@microsoft/agents-hosting';
export { CardFactory } from '@microsoft/agents-hosting';

type Account = ChannelAccount & { id: string };

/** An activity with the fields that all our channels fill in; the successor's types make every one optional. */
export interface Activity extends AgentsActivity {
  channelId: string;
  conversation: ConversationAccount;
  from: Account;
  recipient: Account;
}
