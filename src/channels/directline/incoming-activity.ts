import type { Conversation } from '../../store/conversations.ts';
import { isObject } from '../../http/json.ts';
import { cutText } from '../../text/cut-text.ts';
import { badArgument } from './failure.ts';

/** An activity as JSON, on its way to or from a client. */
export interface WireActivity {
  type: string;
  [field: string]: unknown;
}

export const CHANNEL_ID = 'directline';

/** What a visitor may send. Anything else (conversationUpdate above all) would speak for the channel. */
const TYPES = new Set(['message', 'event', 'messageReaction', 'endOfConversation', 'typing']);
const MAX_CLIENT_ID = 200;
const MAX_NAME = 100;

// Facts that the channel states, and a delivery mode that would make the bot keep its replies to itself.
const NOT_THE_CLIENTS = [
  'id',
  'timestamp',
  'channelId',
  'conversation',
  'recipient',
  'serviceUrl',
  'callerId',
  'deliveryMode',
  'expiration',
] as const;

export interface Sender {
  conversationId: string;
  userId: string;
  userName?: string | undefined;
}

export interface CheckedActivity {
  /** Complete but for its id. */
  activity: WireActivity;
  clientId: string | undefined;
}

/**
 * Checks what a client sends and puts in who it really is from.
 * @throws Failure 400
 */
export function checkActivity(
  input: Record<string, unknown>,
  { conversationId, userId, userName }: Sender,
  now: Date,
): CheckedActivity {
  const { type } = input;
  if (typeof type !== 'string' || !TYPES.has(type))
    throw badArgument(`The activity's type must be one of ${[...TYPES].join(', ')}.`);
  for (const field of ['text', 'name', 'locale', 'replyToId'] as const) expectText(input, field);
  if (input['attachments'] !== undefined && !isListOfObjects(input['attachments']))
    throw badArgument('"attachments" must be a list of objects.');
  if (input['entities'] !== undefined && !isListOfObjects(input['entities']))
    throw badArgument('"entities" must be a list of objects.');
  const { from, channelData } = input;
  const given: Record<string, unknown> = { ...input };
  for (const field of NOT_THE_CLIENTS) delete given[field];
  const name = userName ?? (isObject(from) && typeof from['name'] === 'string' ? from['name'] : undefined);
  return {
    activity: {
      ...given,
      type,
      timestamp: now,
      channelId: CHANNEL_ID,
      conversation: { id: conversationId },
      from: {
        id: userId,
        ...(name === undefined ? {} : { name: cutText(name, MAX_NAME) }),
        role: 'user',
      },
    },
    clientId: clientIdOf(channelData),
  };
}

/** @throws Failure 400 when it is no text, or too long to be one client's id of a message */
function clientIdOf(channelData: unknown): string | undefined {
  if (!isObject(channelData)) return undefined;
  const id = channelData['clientActivityID'];
  if (id === undefined || id === null || id === '') return undefined;
  if (typeof id !== 'string' || id.length > MAX_CLIENT_ID)
    throw badArgument(
      `"channelData.clientActivityID" must be a text of at most ${MAX_CLIENT_ID} characters.`,
    );
  return id;
}

function expectText(input: Record<string, unknown>, field: string): void {
  const value = input[field];
  if (value !== undefined && value !== null && typeof value !== 'string')
    throw badArgument(`"${field}" must be a text.`);
}

const isListOfObjects = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length <= 20 && value.every(isObject));

/**
 * What tells the bot of a new conversation, and makes it greet. Its `from` is the conversation, as on
 * Microsoft's Direct Line: no user's state may be written in its turn.
 */
export const joinActivity = (
  { id, userId, userName, locale }: Conversation,
  botAccount: { id: string; name: string },
  now: Date,
): WireActivity => ({
  type: 'conversationUpdate',
  timestamp: now,
  channelId: CHANNEL_ID,
  conversation: { id },
  from: { id },
  membersAdded: [botAccount, { id: userId, name: userName ?? '' }],
  ...(locale === undefined ? {} : { locale }),
});
