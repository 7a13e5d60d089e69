import { z } from 'zod';

/** A case-insensitive regular expression, compiled from the file's text. */
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
  /** What a good reply does, in words. It is shown, not used for judging. */
  means: z.string().default(''),
  /** Patterns that must all match the replies. */
  expect: z.array(pattern).default([]),
  /** Patterns that must not match the replies. */
  forbid: z.array(pattern).default([]),
});

const conversationSchema = z.object({
  name: z.string().min(1),
  /** What it tests: "follow-up", "correction" … */
  kind: z.string().min(1),
  turns: z.array(turnSchema).min(1),
});

/** One message from a customer, and what the replies must and must not contain. */
export type ScriptedTurn = z.infer<typeof turnSchema>;

/** A conversation, with what is expected in each of its turns. */
export type ScriptedConversation = z.infer<typeof conversationSchema>;

/** Thrown for a file of conversations that cannot be replayed; the message says where the problem is. */
export class ConversationsError extends Error {
  readonly code = 'CONVERSATIONS_INVALID';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConversationsError';
  }
}

/** Parses a JSON array of conversations with unique names. @throws {ConversationsError} */
export function parseConversations(source: string): ScriptedConversation[] {
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
