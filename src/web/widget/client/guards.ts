import type { ReplyData } from '#bot/channel-data.ts';
import type { TicketForm } from '#dialogs/reply.ts';
import type { AgentProfile, HandoffStatus } from '#handoff/handoff-status.ts';
import type { Activity, ActivitySet, Attachment, CardAction } from './activity.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Reads a frame or a poll's response; returns undefined for keep-alives and anything else but an activity set. */
export function readActivitySet(data: unknown): ActivitySet | undefined {
  let set = data;
  if (typeof data === 'string') {
    try {
      set = JSON.parse(data);
    } catch {
      return undefined;
    }
  }
  if (!isFields(set) || !Array.isArray(set['activities'])) return undefined;
  const watermark = textOf(set['watermark']);
  return {
    activities: listOf(set['activities']).filter(
      (each): each is Fields & Activity => typeof each['type'] === 'string',
    ),
    ...(watermark === undefined ? {} : { watermark }),
  };
}

/** `channelData`, or an empty object. */
export const channelDataOf = ({ channelData }: Activity): Fields =>
  isFields(channelData) ? channelData : {};

export function agentOf(data: Fields): AgentProfile | undefined {
  const { agent } = data;
  if (!isFields(agent)) return undefined;
  const { name, avatarUrl } = agent;
  if (typeof name !== 'string' || name === '') return undefined;
  return typeof avatarUrl === 'string' ? { name, avatarUrl } : { name };
}

export function replyOf(data: Fields): ReplyData | undefined {
  const { reply } = data;
  return isFields(reply) && typeof reply['kind'] === 'string' ? (reply as Fields & ReplyData) : undefined;
}

/** The form that a reply offers. */
export function ticketFormOf(reply: ReplyData | undefined): TicketForm | undefined {
  const form: unknown = reply?.ticketForm;
  if (!isFields(form)) return undefined;
  const given = ['text', 'name', 'email', 'cancel'].flatMap((field) => {
    const text = textOf(form[field]);
    return text === undefined ? [] : [[field, text] as const];
  });
  return Object.fromEntries(given);
}

/** The state of the hand-off, if an activity carries it in a known shape. */
export function handoffOf(data: Fields): HandoffStatus | undefined {
  const { handoff } = data;
  if (!isFields(handoff)) return undefined;
  const reference = textOf(handoff['reference']) ?? '';
  const agent = agentOf(handoff);
  const { position, waitSeconds } = handoff;
  switch (handoff['state']) {
    case 'bot':
      return { state: 'bot' };
    case 'waiting':
      return {
        state: 'waiting',
        reference,
        position: typeof position === 'number' ? position : 1,
        ...(typeof waitSeconds === 'number' ? { waitSeconds } : {}),
      };
    case 'connected':
      return agent === undefined ? undefined : { state: 'connected', reference, agent };
    case 'closed':
      return {
        state: 'closed',
        reference,
        askRating: handoff['askRating'] === true,
        ...(agent === undefined ? {} : { agent }),
      };
    default:
      return undefined;
  }
}

/** The buttons that can be shown: those with a type and a label. */
export const actionsIn = (value: unknown): CardAction[] =>
  listOf(value).filter(
    (each): each is Fields & CardAction =>
      typeof each['type'] === 'string' &&
      (typeof each['title'] === 'string' || typeof each['value'] === 'string'),
  );

export const attachmentsOf = ({ attachments }: Activity): Attachment[] =>
  listOf(attachments).filter((each): each is Fields & Attachment => typeof each['contentType'] === 'string');

/** The visitor's own feedback on an answer, as the server returns it. */
export function feedbackOf({
  type,
  name,
  value,
}: Activity): { activityId: string; helpful: boolean } | undefined {
  if (type !== 'event' || name !== 'feedback' || !isFields(value)) return undefined;
  const { activityId, helpful } = value;
  return typeof activityId === 'string' && typeof helpful === 'boolean' ? { activityId, helpful } : undefined;
}

/** Whether the visitor has already rated, so that the panel does not ask again. */
export const isRating = ({ type, name }: Activity): boolean => type === 'event' && name === 'handoff.rating';
