import { z } from 'zod';
import { isObject } from '#http/json.ts';

/** Names, ids and types. */
const word = z.string().max(1000).optional();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(100).optional();

/** A person or a bot, as a channel names them. */
const account = z.looseObject({
  id: z.string().max(1000),
  name: word,
  role: word,
  aadObjectId: word,
});

const mention = z.looseObject({
  type: z.literal('mention'),
  text: word,
  mentioned: z.looseObject({ id: word.nullable(), name: word.nullable() }).optional(),
});
const otherEntity = z.looseObject({ type: word }).refine(({ type }) => type !== 'mention');

const attachment = z.looseObject({
  contentType: word,
  contentUrl: z.string().optional(),
  name: word,
  thumbnailUrl: z.string().optional(),
});

/**
 * The fields of an activity that the sender sets and that we or the SDK read. All other fields pass through; nulls
 * count as absent (see `withoutNulls`).
 */
export const activityFields = {
  text: z.string().optional(),
  speak: z.string().optional(),
  summary: z.string().optional(),
  textFormat: word,
  attachmentLayout: word,
  inputHint: word,
  importance: word,
  deliveryMode: word,
  locale: word,
  localTimezone: word,
  localTimestamp: word,
  timestamp: word,
  expiration: word,
  name: word,
  action: word,
  label: word,
  valueType: word,
  topicName: word,
  code: word,
  replyToId: word,
  callerId: word,
  historyDisclosed: z.boolean().optional(),
  from: account.optional(),
  recipient: account.optional(),
  membersAdded: list(account),
  membersRemoved: list(account),
  reactionsAdded: list(z.looseObject({ type: word })),
  reactionsRemoved: list(z.looseObject({ type: word })),
  attachments: list(attachment),
  entities: list(z.union([mention, otherEntity])),
  listenFor: list(z.string()),
  suggestedActions: z.looseObject({}).optional(),
  semanticAction: z.looseObject({}).optional(),
  relatesTo: z.looseObject({}).optional(),
};

/** Objects in which some senders write null for absent fields. */
const PARTS: ReadonlySet<string> = new Set(['from', 'recipient', 'conversation', 'attachments', 'entities']);

/** Removes the null fields of an activity: some senders write null for absent fields. */
export function withoutNulls(body: unknown): unknown {
  const clean = strip(body);
  if (!isObject(clean)) return clean;
  for (const part of PARTS) {
    const value = clean[part];
    if (value !== undefined) clean[part] = Array.isArray(value) ? value.map(strip) : strip(value);
  }
  return clean;
}

const strip = (value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) : value;

/** Names the first problem in one sentence, without repeating any of the input. */
export function problemIn({ issues }: z.ZodError): string {
  const field = issues[0]?.path.join('.') ?? '';
  return field === ''
    ? 'The body is not an activity.'
    : `The activity's field "${field}" is missing or wrong.`;
}
