/**
 * What the bot and its own clients tell each other beside Bot Framework's own fields: in `channelData` of what the
 * bot sends, and in the `value` of the events that a client sends. Types only, so that browsers share them. Other
 * Direct Line clients ignore all of it and lose nothing that matters.
 */
import type { ReplyFacts, ReplyKind } from '#dialogs/reply.ts';
import type { AgentProfile, HandoffStatus } from '#handoff/handoff-status.ts';

/** `channelData` of what the bot sends. */
export interface BotChannelData {
  reply?: ReplyData;
  /** Set when a person wrote it (or is typing it), not the bot. */
  agent?: AgentProfile;
  /** How the way to a person stands from here on; the newest in a conversation counts. */
  handoff?: HandoffStatus;
  /** Only agents see it: the customer's own channel is not told. */
  forAgents?: true;
}

/** What a reply is. */
export interface ReplyData extends ReplyFacts {
  kind: ReplyKind;
  /** The answer told, by its id in the knowledge: feedback names it. */
  answerId?: string;
  /** With kind `feedback`: which of the suggested actions only answer "Did this help?", by their values. */
  yesNo?: readonly string[];
}

/** Names of the events that a client sends to the bot. */
export type ClientEventName = keyof ClientEventValues;

/** What each of them carries as its `value`. */
export interface ClientEventValues {
  feedback: FeedbackValue;
  'handoff.rating': RatingValue;
  'handoff.leave': LeaveValue;
}

/** `value` of the event `feedback`: whether one answer helped. */
export interface FeedbackValue {
  answerId: string;
  helpful: boolean;
  /** The activity that told the answer. */
  activityId: string;
}

/** `value` of the event `handoff.rating`. */
export interface RatingValue {
  reference: string;
  /** 1 (bad) to 5 (very good). */
  stars: number;
  /** At most 1,000 characters. */
  comment?: string;
}

/** `value` of the event `handoff.leave`: leaves the queue, or ends the chat with the agent. */
interface LeaveValue {
  reference: string;
}
