import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import { LONGEST_WORDS } from '#dialogs/message-text.ts';
import type { SentTicket } from '#dialogs/turn.ts';
import { cutText } from '#text/cut-text.ts';
import { emailAddress } from '#text/email-schema.ts';
import { plainName } from '#text/plain-name.ts';

const LONGEST_NAME = 80;
/** Enough of the digest to tell forms apart. */
const KEY_LENGTH = 32;

/** Values that cannot be used count as missing: a message with a bad address still has to reach its readers. */
const form = z.object({
  kind: z.literal('leave-message'),
  formId: z.string().max(200).optional().catch(undefined),
  text: z
    .string()
    .trim()
    .min(1)
    .transform((text) => cutText(text, LONGEST_WORDS)),
  name: z
    .string()
    .transform((name) => cutText(plainName(name), LONGEST_NAME) || undefined)
    .optional()
    .catch(undefined),
  email: emailAddress().optional().catch(undefined),
});

/** Reads the message to support that a client's form sent. @returns undefined for every other activity */
export function sentTicketIn({ value }: Pick<Activity, 'value'>): SentTicket | undefined {
  const parsed = form.safeParse(value);
  if (!parsed.success) return undefined;
  const { formId = '', text: words, name, email } = parsed.data;
  const digest = createHash('sha256').update(JSON.stringify([formId, words, name, email]));
  return {
    words,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    key: `form/${digest.digest('hex').slice(0, KEY_LENGTH)}`,
  };
}
