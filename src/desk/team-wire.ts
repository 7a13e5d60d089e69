import { z } from 'zod';
import { roles } from '#store/roles.ts';
import { deskAvailability } from './wire.ts';

/** The part of the contract between the desk's server and its page that is for supervisors. See `wire.ts`. */

const isoTime = z.string().describe('ISO 8601.');

/** An account, as supervisors manage it. */
export const deskAccount = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    isDisabled: z.boolean().describe('The agent cannot sign in.'),
    hasPassword: z.boolean().describe('The agent has set a password.'),
    hasSingleSignOn: z.boolean().describe('The agent signs in at the OpenID Connect provider.'),
    linkExpiresAt: isoTime
      .nullable()
      .describe('When the link that sets the password expires, if one is open.'),
  })
  .meta({ id: 'DeskAccount' });
export type DeskAccount = z.infer<typeof deskAccount>;

/** A link with which an agent sets their password, once. It is also shown only once: the server stores only a hash. */
export const deskPasswordLink = z
  .object({ url: z.string(), expiresAt: isoTime })
  .meta({ id: 'DeskPasswordLink' });
export type DeskPasswordLink = z.infer<typeof deskPasswordLink>;

/** A new account, and the link for its agent. */
export const deskNewAccount = z.object({ account: deskAccount, link: deskPasswordLink });
export type DeskNewAccount = z.infer<typeof deskNewAccount>;

/** A member of the team. */
const deskTeamMember = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    availability: deskAvailability.nullable().describe('Null while they are not at the desk.'),
    chats: z.number().describe('How many chats they have.'),
    tickets: z.number().describe('Tickets that they look after and that are not closed.'),
  })
  .meta({ id: 'DeskTeamMember' });

/** Something that needs a supervisor's attention. */
const deskAlert = z
  .discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('nobody'), count: z.number() })
      .describe('Customers wait, and nobody is available.'),
    z
      .object({ kind: z.literal('overdue'), count: z.number() })
      .describe('Customers have waited for too long.'),
    z.object({ kind: z.literal('undelivered'), count: z.number() }).describe('Deliveries were given up.'),
  ])
  .meta({ id: 'DeskAlert' });
export type DeskAlert = z.infer<typeof deskAlert>;

/** The team and the queue right now. */
export const deskTeam = z
  .object({
    members: z.array(deskTeamMember),
    limit: z.number().describe('Chats that an agent may have at once.'),
    waiting: z.number(),
    waitingSince: isoTime.nullable().describe('When the customer who has waited longest asked for a person.'),
    medianWaitSeconds: z
      .number()
      .nullable()
      .describe('Half of the chats claimed today waited no longer; null before the first.'),
    claimedToday: z.number(),
    alerts: z.array(deskAlert),
  })
  .meta({ id: 'DeskTeam' });
export type DeskTeam = z.infer<typeof deskTeam>;

/** An entry of the audit log. */
const deskAuditEntry = z
  .object({
    id: z.string(),
    at: isoTime,
    actor: z.string(),
    action: z.string(),
    target: z.string(),
    detail: z.string().nullable().describe('Whom a ticket was assigned to, a new role and the like.'),
  })
  .meta({ id: 'DeskAuditEntry' });
export type DeskAuditEntry = z.infer<typeof deskAuditEntry>;

/** One page of the audit log. */
export const deskAuditPage = z
  .object({
    entries: z.array(deskAuditEntry).describe('Newest first.'),
    next: z.string().nullable().describe('Ask with this as `after` for the next page; null at the end.'),
    actors: z.array(z.string()).describe('Everybody who did anything, by name.'),
  })
  .meta({ id: 'DeskAuditPage' });
export type DeskAuditPage = z.infer<typeof deskAuditPage>;
