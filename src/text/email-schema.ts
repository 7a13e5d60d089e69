import { z } from 'zod';
import { isEmailAddress } from './email-address.ts';

/** An e-mail address, as customers, agents and operators type it. @param message shown for an invalid address */
export const emailAddress = (message = 'Enter a valid e-mail address.') =>
  z.string().trim().refine(isEmailAddress, message);
