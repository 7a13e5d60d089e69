/** What the desk's server and its page tell each other. Types only, so that browsers share them. */

/** Who is signed in. */
export interface DeskAgent {
  id: string;
  name: string;
  email: string;
  role: 'agent' | 'supervisor';
}

/** How one can sign in beside with a password. */
export interface DeskSignInWays {
  /** Name of the OpenID Connect provider; null where none is set up. */
  oidc: string | null;
}

/** How an account stands with Teams. */
export interface DeskTeamsLink {
  /** The bot is an app in Teams. */
  hasApp: boolean;
  /** It is tied to a Teams user. */
  isTied: boolean;
  /** Requests are posted to a channel. */
  hasChannel: boolean;
}

/** What ties an account to a Teams user, once. */
export interface DeskTeamsCode {
  code: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** A message that a customer left. */
export interface DeskTicket {
  reference: string;
  /** ISO 8601. */
  createdAt: string;
  state: 'open' | 'answered' | 'closed';
  name: string;
  email: string | null;
  words: string;
  subject: string | null;
  models: string[];
  channel: string;
  /** Where it was sent on to and never arrived. */
  undelivered: string[];
}

/** The same with the conversation in which it was left. */
export interface DeskTicketDetail extends DeskTicket {
  /** How an answer reaches the customer: both ways where both are there. */
  answersBy: ('chat' | 'e-mail')[];
  userId: string;
  /** As the customer's client got them, oldest first. */
  activities: object[];
}

/** Who did what. */
export interface DeskAuditEntry {
  at: string;
  who: string;
  action: string;
  about: string;
}

/** A chat with a person, as lists show it. */
export interface DeskChat {
  reference: string;
  state: 'waiting' | 'connected' | 'closed';
  /** What the channel calls the customer. */
  name: string | null;
  channel: string;
  /** BCP 47. */
  locale: string | null;
  /** The question last answered, as its title. */
  subject: string | null;
  models: string[];
  mood: 'upset' | null;
  reason: 'asked' | 'offered';
  /** ISO 8601. */
  requestedAt: string;
  claimedAt: string | null;
  /** It waits for too long already. */
  isAlarmed: boolean;
  goesFirst: boolean;
  agent: { id: string; name: string } | null;
  /** The agent whom the customer talked to shortly before. */
  wantedAgent: string | null;
  tags: string[];
}

export type DeskAvailability = 'available' | 'busy' | 'away';

/** An agent at the desk. */
interface DeskPresence {
  id: string;
  name: string;
  availability: DeskAvailability;
  /** Chats that they have. */
  chats: number;
  /** The reference of the chat that they look at. */
  lookingAt: string | null;
}

/** Who waits, who is with whom, and who is there: sent whole whenever some of it changes. */
export interface DeskState {
  waiting: DeskChat[];
  connected: DeskChat[];
  agents: DeskPresence[];
  /** Chats that an agent may have at once. */
  limit: number;
}

/** A chat's news since a watermark, as its stream would carry them. */
export interface DeskFloorChat {
  reference: string;
  /** Oldest first. */
  activities: object[];
  /** Send it with the next request, also when nothing was said. */
  watermark: string;
  /** The transcript goes on: ask again at once. */
  isMore: boolean;
}

/**
 * The desk by polling, where a proxy lets no WebSocket through. `GET /desk/api/floor` takes:
 * - `cursor`: from the last answer; left out at first.
 * - `chat=REFERENCE@WATERMARK`, once for each chat that is followed (at most 50); watermark `0` reads from the first word.
 *
 * Ask every two seconds: an agent whose desk asks counts as being there, just as with an open socket. Typing does not
 * come this way. 401 `NotSignedIn` means what the sockets' close code 4401 means.
 */
export interface DeskFloor {
  cursor: string;
  /** Null: as it was at the cursor. */
  state: DeskState | null;
  /** A chat that does not exist any more is left out. */
  chats: DeskFloorChat[];
}

/** What an agent says a chat came to. */
export type DeskOutcome = 'solved' | 'follow-up' | 'unsolved';

/** A chat with all that an agent should know beside what was said. */
export interface DeskChatDetail extends DeskChat {
  userId: string;
  /** The customer's models with their patch status. */
  devices: { model: string; status: string }[];
  notes: { id: string; agentName: string; text: string; at: string }[];
}

/**
 * What an agent says: `markdown` only where the words came from the knowledge or a written reply, unchanged. With files it
 * goes to `/upload` instead of `/messages`, as a part beside them.
 */
export interface DeskSaid {
  text: string;
  textFormat: 'plain' | 'markdown';
  /** The same at each try: the server has it once. */
  clientId: string;
}

/** An answer of the knowledge that may fit the customer's last message. */
export interface DeskSuggestion {
  title: string;
  /** Markdown. */
  text: string;
}

/** A reply that is written already; `{customer}`, `{agent}` and `{reference}` stand for what they name. */
export interface DeskCannedReply {
  title: string;
  /** Markdown. */
  text: string;
}
