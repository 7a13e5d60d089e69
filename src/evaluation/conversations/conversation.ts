import { z } from 'zod';

/** A pattern of the file, ready to be tested: case-insensitive, over several lines. */
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: `not a regular expression: ${source}` });
    return z.NEVER;
  }
});

const turnSchema = z.object({
  /** What the customer says. */
  say: z.string().min(1),
  /** What a good reply does, in words; shown, never judged by. */
  means: z.string().default(''),
  /** Each has to match the replies. */
  expect: z.array(pattern).default([]),
  /** None may match them. */
  forbid: z.array(pattern).default([]),
});

const conversationSchema = z.object({
  name: z.string().min(1),
  /** What it tries: "follow-up", "correction" … */
  kind: z.string().min(1),
  turns: z.array(turnSchema).min(1),
});

/** One thing that a customer says, and what must and must not come back. */
export type ExpectedTurn = z.infer<typeof turnSchema>;

/** A conversation with what a good reply to each of its turns does. */
export type ExpectedConversation = z.infer<typeof conversationSchema>;

/** A file of conversations that cannot be replayed; the message says where. */
export class ConversationsError extends Error {
  readonly code = 'CONVERSATIONS_INVALID';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConversationsError';
  }
}

/** Reads a JSON array of conversations; names are unique. @throws {ConversationsError} */
export function parseConversations(source: string): ExpectedConversation[] {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    throw new ConversationsError('The file is not JSON.', { cause });
  }
  const parsed = z.array(conversationSchema).min(1).safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConversationsError(`The conversations are not usable: ${problems.join('; ')}`);
  }
  const names = parsed.data.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new ConversationsError(`Two conversations are called "${twice}".`);
  return parsed.data;
}
