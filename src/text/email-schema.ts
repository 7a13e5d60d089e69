import { z } from 'zod';
import { isEmailAddress } from './email-address.ts';

/** An e-mail address, as customers, agents and operators give one. @param message the sentence shown for an invalid one */
export const emailAddress = (message = 'Enter a valid e-mail address.') =>
  z.string().trim().refine(isEmailAddress, message);
