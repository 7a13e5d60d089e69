import { z } from 'zod';
import { isEmailAddress } from './email-address.ts';

/** An e-mail address, as customers, agents and operators give one. @param message what they read if it is none */
export const emailAddress = (message = 'Enter a valid e-mail address.') =>
  z.string().trim().refine(isEmailAddress, message);
