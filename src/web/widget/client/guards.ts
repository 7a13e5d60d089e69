import type { ReplyData } from '#bot/channel-data.ts';
import type { AgentProfile, HandoffStatus } from '#handoff/handoff-status.ts';
import type { Activity, ActivitySet, Attachment, CardAction } from './activity.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** What came over a stream or a poll; undefined for keep-alives and whatever is no activity set. */
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

/** `channelData`, or nothing in it. */
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

/** How the hand-off stands, when an activity says so in a shape that is known. */
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

/** Buttons that can be shown: with a kind and words on them. */
export const actionsIn = (value: unknown): CardAction[] =>
  listOf(value).filter(
    (each): each is Fields & CardAction =>
      typeof each['type'] === 'string' &&
      (typeof each['title'] === 'string' || typeof each['value'] === 'string'),
  );

export const attachmentsOf = ({ attachments }: Activity): Attachment[] =>
  listOf(attachments).filter((each): each is Fields & Attachment => typeof each['contentType'] === 'string');

/** The visitor's own word on an answer, as it came back from the server. */
export function feedbackOf({
  type,
  name,
  value,
}: Activity): { activityId: string; helpful: boolean } | undefined {
  if (type !== 'event' || name !== 'feedback' || !isFields(value)) return undefined;
  const { activityId, helpful } = value;
  return typeof activityId === 'string' && typeof helpful === 'boolean' ? { activityId, helpful } : undefined;
}

/** A rating that was given already must not be asked for again. */
export const isRating = ({ type, name }: Activity): boolean => type === 'event' && name === 'handoff.rating';
