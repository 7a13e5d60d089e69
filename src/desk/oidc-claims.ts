import { z } from 'zod';

/** Providers write a yes in several ways. */
const isYes = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true')
  .catch(false)
  .default(false);

const claimsSchema = z.looseObject({
  email: z.email().max(254).optional().catch(undefined),
  email_verified: isYes,
  /** How Entra ID says that the address is in a domain that its organisation has proved to be its own. */
  xms_edov: isYes,
});

/**
 * The address that the provider vouches for. Anything else that looks like one (`preferred_username`, an address that
 * was not verified) its users can choose themselves at some providers, and with it whose account they get.
 */
export function verifiedEmailIn(claims: unknown): string | undefined {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return undefined;
  const { email, email_verified: isVerified, xms_edov: isOfDomain } = parsed.data;
  return isVerified || isOfDomain ? email : undefined;
}
