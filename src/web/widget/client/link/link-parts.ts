import type { ActivitySet } from '../activity.ts';
import type { Connection } from '../chat-client.ts';
import type { RequestOutcome, Session } from '../direct-line.ts';
import type { SessionsParts } from './sessions.ts';

/** What the link needs, and its callbacks. */
export interface LinkParts extends SessionsParts {
  /** A session has opened, for the same conversation as before or another one. */
  onSession: (session: Session) => void;
  /** Activities, in order; some may already be known. @returns whether any of them was new */
  onActivities: (set: ActivitySet) => boolean;
  /** The earlier messages have arrived. */
  onLoaded: () => void;
  onConnection: (connection: Connection) => void;
}

export type Unreachable = Extract<RequestOutcome<unknown>, { kind: 'unreachable' }>;
/** The outcome of an attempt to connect. */
export type Opening = 'open' | 'expired' | 'gone' | 'refused' | Unreachable;
