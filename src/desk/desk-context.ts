import type { Logger } from 'pino';
import type { AgentActions } from '#handoff/agent-actions.ts';
import type { Chat, PresenceStore, TextFormat } from '#handoff/chat.ts';
import type { Transcripts } from '#handoff/transcripts.ts';
import type { LinkCodes } from '#handoff/teams-desk/codes.ts';
import type { InsightParts } from '#insights/insights.ts';
import type { Review } from '#review/review.ts';
import type { Bench } from '#studio/publishing/bench.ts';
import type { Publisher } from '#studio/publishing/publisher.ts';
import type { Verdicts } from '#studio/publishing/verdicts.ts';
import type { Studio } from '#studio/studio.ts';
import type { Location } from '#http/location.ts';
import type { PacedSockets } from '#http/paced-sockets.ts';
import type { Upgrades } from '#http/upgrades.ts';
import type { Agent } from '#store/agents.ts';
import type { Store } from '#store/store.ts';
import type { Workbench } from '#studio/workbench/workbench.ts';
import { createReadPresence, type ReadPresence } from './customer/presence.ts';
import { readDeskState, shownChat } from './desk-state.ts';
import { createDeskUploads, type TakeDeskUpload } from './desk-uploads.ts';
import { createDeviceCookies, type DeviceCookies } from './device-cookies.ts';
import { createReadLastWords } from './last-words.ts';
import type { OidcOptions } from './oidc-provider.ts';
import { createPasswordLinks, type PasswordLinks } from './password-links.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { PasswordCost } from './passwords.ts';
import type { SetUp } from './set-up.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import type { DeskCannedReply, DeskChat, DeskChatDetail, DeskState, DeskSuggestion } from './wire.ts';

/** The parts of the knowledge that agents see. */
interface DeskFacts {
  titleOf: (intent: string) => string | undefined;
  /** Models with their patch status. */
  devicesOf: (models: readonly string[]) => DeskChatDetail['devices'];
  suggest: (text: string) => DeskSuggestion[];
  /** The canned replies, until somebody edits them at the desk. */
  shippedReplies: () => readonly Omit<DeskCannedReply, 'id'>[];
  /** What the button that asks for a person says. */
  personRequest: string;
}

export interface DeskOptions {
  location: Location;
  /** Whether customers and conversations are made up; the page says so. */
  isDemo: boolean;
  store: Store;
  /** Who is at the desk. */
  presences: PresenceStore;
  /** All WebSockets of this process. */
  sockets: PacedSockets;
  /** Registers the sockets' upgrade requests. */
  upgrades: Upgrades;
  /** What agents can do with chats. */
  desk: AgentActions;
  /** Codes that link accounts to Teams users. */
  codes: LinkCodes;
  /** Whether the bot is registered with Teams; without that it cannot appear there. */
  hasTeamsApp: boolean;
  /** The most chats that an agent may have at the same time. */
  limit: number;
  /** A desk that has been disconnected for this long counts as gone. */
  presenceTimeoutMs: number;
  facts: DeskFacts;
  /** The time zone in which days are counted, and when agents are available. */
  insights: Pick<InsightParts, 'timeZone' | 'hours'>;
  /** What was not understood, and what was decided about it, for the release that answers customers. */
  review: () => Review;
  /** The draft of the next release. */
  studio: Studio;
  /** Checks and tries out what editors work on, in a separate process. */
  workbench: Workbench;
  /** Does the studio's expensive work in a separate process. */
  bench: Bench;
  /** Publishes the draft and releases. */
  publisher: Publisher;
  /** What publishing the draft would do. */
  verdicts: Verdicts;
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
  /** Whether a message in this conversation can reach the customer. */
  canChat: (conversation: { channelId: string; conversationId: string }) => Promise<boolean>;
  /** Sends a message to a conversation as an agent. @returns false if the conversation no longer exists */
  sayAs: (
    agent: Agent,
    message: {
      conversationId: string;
      text: string;
      textFormat: TextFormat;
      attachments: readonly object[];
      clientId: string;
    },
  ) => Promise<boolean>;
  /** Conversations as text, and by mail. */
  transcripts: Transcripts;
  /** Called when a reply is to be mailed; undefined without a mail server. */
  mails: (() => void) | undefined;
  /** Sign-in at an OpenID Connect provider, in addition to passwords; `name` is the label of the button. */
  oidc: (OidcOptions & { name: string }) | undefined;
  /** Shared by all replicas. */
  secret: string;
  /** How often presence is checked, in milliseconds. */
  pollMs: number | undefined;
  /** Creates the first account; undefined if there is one already. */
  setUp: SetUp | undefined;
  /** The cost of hashing a password; the recommended one if undefined. */
  passwordCost: PasswordCost | undefined;
  /** False for load tests. */
  rateLimit: boolean;
  clock: () => Date;
  log: Logger;
}

/** What the desk's routes share. */
export interface DeskContext extends DeskOptions {
  sessions: Sessions;
  devices: DeviceCookies;
  signIn: SignIn;
  passwordLinks: PasswordLinks;
  takeUpload: TakeDeskUpload;
  readState: () => Promise<DeskState>;
  /** A chat as lists show it. */
  show: (chat: Chat) => Promise<DeskChat>;
  readPresence: ReadPresence;
  /** Records in the audit log who did what. */
  note: (agent: Agent, action: string, target: string, detail?: string) => Promise<void>;
}

/** Builds the context of one server. */
export function createDeskContext(options: DeskOptions): DeskContext {
  const { store, rateLimit, location, clock, facts, passwordCost } = options;
  const { accounts, agents, audit, transcript } = store;
  const { titleOf } = facts;
  const readLastWords = createReadLastWords(transcript, facts.personRequest);
  const readPresence = createReadPresence(store.customerPresences, clock);
  return {
    ...options,
    sessions: createSessions({
      agents,
      clock,
      basePath: location.basePath,
      isSecure: (request) => location.baseUrlOf(request).startsWith('https:'),
    }),
    devices: createDeviceCookies(options),
    signIn: createSignIn(agents, { limited: rateLimit, passwordCost }),
    passwordLinks: createPasswordLinks(accounts, { clock, limited: rateLimit, passwordCost }),
    takeUpload: createDeskUploads({ store, rateLimit }),
    readState: () => readDeskState({ ...options, readLastWords, readPresence, titleOf }),
    async show(chat) {
      const ids = [chat.conversationId];
      const [lastWords, present] = await Promise.all([readLastWords(ids), readPresence(ids)]);
      return shownChat(chat, titleOf, { lastWords, present });
    },
    readPresence,
    note: ({ name: actor }, action, target, detail) =>
      audit.note({ at: clock(), actor, action, target, detail }),
  };
}
