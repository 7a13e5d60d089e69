import { z } from 'zod';
import { emailAddress } from '#text/email-schema.ts';

/** Providers write "true" in several ways. */
const isYes = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true')
  .catch(false)
  .default(false);

const claimsSchema = z.looseObject({
  email: emailAddress().optional().catch(undefined),
  email_verified: isYes,
  /** Entra ID's claim that the address is in a domain that its organisation has verified. */
  xms_edov: isYes,
});

/**
 * The address that the provider vouches for. At some providers, users can choose anything else that looks like an
 * address (`preferred_username`, an unverified address), and could use it to take over somebody else's account.
 */
export function verifiedEmailIn(claims: unknown): string | undefined {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return undefined;
  const { email, email_verified: isVerified, xms_edov: isOfDomain } = parsed.data;
  return isVerified || isOfDomain ? email : undefined;
}
