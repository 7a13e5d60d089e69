/**
 * What the bot and its own clients exchange beyond Bot Framework's fields: in the `channelData` of the bot's
 * activities, and in the `value` of events from a client. Types only, so that browser code can share them. Other Direct
 * Line clients ignore all of it and lose nothing that matters.
 */
import type { ReplyFacts, ReplyKind, TicketForm } from '#dialogs/reply.ts';
import type { AgentProfile, ChatNotice, HandoffStatus } from '#handoff/handoff-status.ts';

/** The `channelData` of the bot's activities. */
export interface BotChannelData {
  reply?: ReplyData;
  /** Set if an agent wrote it (or is typing), not the bot. */
  agent?: AgentProfile;
  /** The state of the hand-off from here on; the newest one in a conversation counts. */
  handoff?: HandoffStatus;
  /** Set on a notice of what happened to the chat. */
  notice?: ChatNotice;
  /** Only agents see it; it is not sent to the customer's channel. */
  forAgents?: true;
}

/** Describes a reply. */
export interface ReplyData extends ReplyFacts {
  kind: ReplyKind;
  /** The id of the answer given; feedback refers to it. */
  answerId?: string;
  /** The text without its list of choices, if the suggested actions show the same. */
  question?: string;
  /** With kind `feedback`: the values of the suggested actions that only answer "Did this help?". */
  yesNo?: readonly string[];
  /** A form may ask for the same as this reply; it is sent as the `value` of a message. */
  ticketForm?: TicketForm;
}

/** The `value` of the message that sends the form for leaving a message. */
export interface TicketFormValue {
  kind: 'leave-message';
  /** The id of the activity that offered the form: a form that is sent twice is one ticket. */
  formId: string;
  text: string;
  name?: string;
  email?: string;
}

/** Names of the events that a client sends to the bot. */
export type ClientEventName = keyof ClientEventValues;

/** The `value` that each event carries. */
export interface ClientEventValues {
  feedback: FeedbackValue;
  'handoff.rating': RatingValue;
  'handoff.leave': LeaveValue;
}

/** The `value` of the event `feedback`: whether an answer helped. */
export interface FeedbackValue {
  answerId: string;
  helpful: boolean;
  /** The activity that gave the answer. */
  activityId: string;
}

/** The `value` of the event `handoff.rating`. */
export interface RatingValue {
  reference: string;
  /** 1 (bad) to 5 (very good). */
  stars: number;
  /** At most 1,000 characters. */
  comment?: string;
}

/** The `value` of the event `handoff.leave`, which leaves the queue or ends the chat with the agent. */
interface LeaveValue {
  reference: string;
}
