import { z } from 'zod';
import { emailAddress } from '#text/email-schema.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.ts';

/** The parts of an account, with the messages that people read when a value does not fit. */

/** What customers and colleagues see. */
export const accountName = z.string().trim().min(1, 'Enter a name.').max(80, 'The name is too long.');

export const accountEmail = emailAddress();

export const newPassword = z
  .string()
  .min(SHORTEST_PASSWORD, `The password must have at least ${SHORTEST_PASSWORD} characters.`)
  .max(LONGEST_PASSWORD, 'The password is too long.');
