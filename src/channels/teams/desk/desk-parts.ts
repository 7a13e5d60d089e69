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

/** Speaks in Teams outside a turn. @throws what Teams answers */
export interface TeamsSender {
  /** @returns Teams' id of it */
  send(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<string>;
  /** Puts another activity in the place of one that was said. */
  update(reference: Partial<ConversationReference>, id: string, activity: Partial<Activity>): Promise<void>;
}

/** What Teams as a desk is made of. */
export interface TeamsDeskParts {
  store: TeamsDeskStore;
  chats: ChatStore;
  presences: PresenceStore;
  /** All that agents do goes through it, as from every other desk. */
  desk: AgentActions;
  codes: LinkCodes;
  readAfter: ReadTranscript;
  readNewest: ReadNewest;
  /** What an agent said under their own id of it: the activity as it is kept, JSON. */
  findByClientId: (conversationId: string, clientId: string) => Promise<string | undefined>;
  /** Where agents write to the customer: under the request's card, or alone with the bot. */
  talk: 'thread' | 'personal';
  sender: TeamsSender;
  /** Keeps what is too long to be said as a file. */
  saveTextAsFile: SaveTextAsFile;
  files: IncomingFiles;
  /** How a conversation is reached. */
  referenceOf: (conversationId: string) => Promise<Partial<ConversationReference> | undefined>;
  /** Shows the customer that an agent is typing. */
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
  titleOf: (intent: string) => string | undefined;
  devicesOf: (models: readonly string[]) => readonly { model: string; status: string }[];
  /** Takes down who did what. */
  note: (agent: { name: string }, action: string, about: string) => Promise<void>;
  /** A chat that Teams takes nothing of for so long goes back to the queue. */
  presenceTimeoutMs: number;
  ages: Ages;
  clock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
}
