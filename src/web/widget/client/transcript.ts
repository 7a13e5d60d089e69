import type { HandoffStatus } from '#handoff/handoff-status.ts';
import type { Activity, CardAction } from './activity.ts';
import type { MessageEntry, OfferedForm } from './chat-client.ts';
import {
  actionsIn,
  agentOf,
  attachmentsOf,
  channelDataOf,
  feedbackOf,
  handoffOf,
  isRating,
  replyOf,
  ticketFormOf,
} from './guards.ts';

/** The state derived from a conversation's activities, oldest first. Immutable: each change makes a new one. */
export interface Transcript {
  messages: readonly MessageEntry[];
  choices: readonly CardAction[];
  handoff: HandoffStatus;
  /** The form that the newest message offers. */
  ticketForm?: OfferedForm | undefined;
}

export const emptyTranscript: Transcript = { messages: [], choices: [], handoff: { state: 'bot' } };

/** Kinds of replies that can be rated as helpful. */
const canHelp = new Set(['answer', 'patch-status', 'patch-list']);

/** Whether the visitor sent it: our server marks it; elsewhere the client id or the user id shows it. */
export function isVisitors({ from, channelData }: Activity, userId: string): boolean {
  if (from?.role === 'user') return true;
  if (from?.role === 'bot') return false;
  return from?.id === userId || typeof channelData?.['clientActivityID'] === 'string';
}

/** The client id of a message, if it has one. */
export function clientIdOf(activity: Activity): string | undefined {
  const id = channelDataOf(activity)['clientActivityID'];
  return typeof id === 'string' ? id : undefined;
}

/** The transcript with one more activity. */
export function withActivity(before: Transcript, activity: Activity, userId: string): Transcript {
  const data = channelDataOf(activity);
  if (isVisitors(activity, userId)) return withVisitors(before, activity);
  const handoff = handoffOf(data) ?? before.handoff;
  if (activity.type !== 'message') return { ...before, handoff };
  const reply = replyOf(data);
  const offered = actionsIn(activity.suggestedActions?.actions);
  if (reply?.kind === 'feedback') {
    // The thumbs under the answer already ask this: keep only the follow-up questions.
    const yesNo = new Set<unknown>(reply.yesNo);
    return { ...before, handoff, choices: offered.filter(({ value }) => !yesNo.has(value)) };
  }
  const agent = agentOf(data);
  const entry: MessageEntry = {
    ...shared(activity),
    from: agent === undefined ? 'bot' : 'agent',
    ...(agent === undefined ? {} : { agent }),
    text: activity.text ?? '',
    ...(reply?.answerId !== undefined && canHelp.has(reply.kind) ? { answerId: reply.answerId } : {}),
  };
  const form = ticketFormOf(reply);
  const ticketForm = form && { ...form, id: entry.id };
  return { messages: [...before.messages, entry], choices: offered, handoff, ticketForm };
}

function withVisitors(before: Transcript, activity: Activity): Transcript {
  const feedback = feedbackOf(activity);
  if (feedback !== undefined) {
    const { activityId, helpful } = feedback;
    const messages = before.messages.map((each) => (each.id === activityId ? { ...each, helpful } : each));
    return { ...before, messages };
  }
  if (isRating(activity) && before.handoff.state === 'closed')
    return { ...before, handoff: { ...before.handoff, askRating: false } };
  if (activity.type !== 'message') return before;
  const displayed = channelDataOf(activity)['displayText'];
  const clientId = clientIdOf(activity);
  const entry: MessageEntry = {
    ...shared(activity),
    from: 'visitor',
    ...(clientId === undefined ? {} : { clientId }),
    text: typeof displayed === 'string' ? displayed : (activity.text ?? ''),
  };
  return { ...before, messages: [...before.messages, entry], choices: [], ticketForm: undefined };
}

function shared(activity: Activity): Pick<MessageEntry, 'kind' | 'id' | 'at' | 'attachments' | 'activity'> {
  const at = new Date(activity.timestamp ?? '');
  return {
    kind: 'message',
    id: activity.id ?? '',
    at: Number.isNaN(at.getTime()) ? new Date() : at,
    attachments: attachmentsOf(activity),
    activity,
  };
}
