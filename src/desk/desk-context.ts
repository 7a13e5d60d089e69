import type { Logger } from 'pino';
import type { AgentActions } from '#handoff/agent-actions.ts';
import type { PresenceStore } from '#handoff/chat.ts';
import type { LinkCodes } from '#handoff/teams-desk/codes.ts';
import type { Location } from '#http/location.ts';
import type { PacedSockets } from '#http/paced-sockets.ts';
import type { Upgrades } from '#http/upgrades.ts';
import type { Agent } from '#store/agents.ts';
import type { Store } from '#store/store.ts';
import { createChatUploads, type TakeChatUpload } from './chat-uploads.ts';
import { readDeskState } from './desk-state.ts';
import { createDeviceCookies, type DeviceCookies } from './device-cookies.ts';
import type { OidcOptions } from './oidc.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { SetUp } from './set-up.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import type { DeskCannedReply, DeskChatDetail, DeskState, DeskSuggestion } from './wire.ts';

/** What agents see of the knowledge. */
interface DeskFacts {
  titleOf: (intent: string) => string | undefined;
  /** Models with their patch status. */
  devicesOf: (models: readonly string[]) => DeskChatDetail['devices'];
  suggest: (text: string) => DeskSuggestion[];
  cannedReplies: readonly DeskCannedReply[];
}

export interface DeskOptions {
  location: Location;
  store: Store;
  /** Who is at the desk. */
  presences: PresenceStore;
  /** All WebSockets of this process. */
  sockets: PacedSockets;
  /** Where its sockets are opened. */
  upgrades: Upgrades;
  /** What agents do with chats. */
  desk: AgentActions;
  /** Tie accounts to Teams users. */
  codes: LinkCodes;
  /** Whether the bot is registered, so that it can be in Teams at all. */
  hasTeamsApp: boolean;
  /** Chats that an agent may have at once. */
  limit: number;
  /** A desk that was not connected for so long is gone. */
  presenceTimeoutMs: number;
  facts: DeskFacts;
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
  /** Says something in a conversation as an agent. @returns false where that cannot reach the customer */
  sayAs: (
    agent: Agent,
    message: { conversationId: string; text: string; clientId: string },
  ) => Promise<boolean>;
  /** Told when an answer is to be mailed; undefined where no mail is set up. */
  mails: (() => void) | undefined;
  /** Signing in at an OpenID Connect provider, beside passwords; `name` is what the button says. */
  oidc: (OidcOptions & { name: string }) | undefined;
  /** What all replicas share. */
  secret: string;
  /** How the first account is made; undefined where there is one. */
  setUp: SetUp | undefined;
  /** False for load tests. */
  rateLimit: boolean;
  clock: () => Date;
  log: Logger;
}

/** What the routes of the desk share. */
export interface DeskContext extends DeskOptions {
  sessions: Sessions;
  devices: DeviceCookies;
  signIn: SignIn;
  takeUpload: TakeChatUpload;
  readState: () => Promise<DeskState>;
  /** Takes down who did what. */
  note: (agent: Agent, action: string, about: string) => Promise<void>;
}

/** Makes it for one server. */
export function createDeskContext(options: DeskOptions): DeskContext {
  const { store, rateLimit, location, clock, facts } = options;
  const { agents, chats } = store;
  return {
    ...options,
    sessions: createSessions({
      agents,
      clock,
      basePath: location.basePath,
      isSecure: (request) => location.baseUrlOf(request).startsWith('https:'),
    }),
    devices: createDeviceCookies(options),
    signIn: createSignIn(agents, { limited: rateLimit }),
    takeUpload: createChatUploads({ chats, store, rateLimit }),
    readState: () => readDeskState({ ...options, chats, titleOf: facts.titleOf }),
    note: ({ name }, action, target) => agents.note({ at: clock(), actor: name, action, target }),
  };
}
