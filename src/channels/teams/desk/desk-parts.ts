import type { Logger } from 'pino';
import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import type { AgentActions } from '#handoff/agent-actions.ts';
import type { ChatStore, PresenceStore } from '#handoff/chat.ts';
import type { LinkCodes } from '#handoff/teams-desk/codes.ts';
import type { TeamsDeskStore } from '#handoff/teams-desk/teams-desk-store.ts';
import type { ReadNewest, ReadTranscript } from '#handoff/read-transcript.ts';
import type { SaveTextAsFile } from '#channels/save-text-as-file.ts';
import type { IncomingFiles } from '#channels/botframework/incoming-files.ts';
import type { Ages } from '#time/ages.ts';

/** Sends to Teams outside a turn. @throws the error that Teams returns */
export interface TeamsSender {
  /** @returns Teams' id of the activity */
  send(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<string>;
  /** Replaces an activity sent earlier. */
  update(reference: Partial<ConversationReference>, id: string, activity: Partial<Activity>): Promise<void>;
}

/** What the Teams desk depends on. */
export interface TeamsDeskParts {
  store: TeamsDeskStore;
  chats: ChatStore;
  presences: PresenceStore;
  /** All agent actions go through it, from every desk. */
  desk: AgentActions;
  codes: LinkCodes;
  readAfter: ReadTranscript;
  readNewest: ReadNewest;
  /** The stored activity, as JSON, that an agent sent under this client id. */
  findByClientId: (conversationId: string, clientId: string) => Promise<string | undefined>;
  /** Where agents write to the customer: under the request's card, or in a private chat with the bot. */
  talk: 'thread' | 'personal';
  sender: TeamsSender;
  /** Stores a message that is too long to send as a file. */
  saveTextAsFile: SaveTextAsFile;
  files: IncomingFiles;
  /** Finds a conversation's reference. */
  referenceOf: (conversationId: string) => Promise<Partial<ConversationReference> | undefined>;
  /** Shows the customer that an agent is typing. */
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
  titleOf: (intent: string) => string | undefined;
  devicesOf: (models: readonly string[]) => readonly { model: string; status: string }[];
  /** Writes to the audit log. */
  note: (agent: { name: string }, action: string, about: string) => Promise<void>;
  /** A chat for which Teams has accepted nothing for this long returns to the queue. */
  presenceTimeoutMs: number;
  ages: Ages;
  clock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
}
