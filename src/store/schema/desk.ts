import type { Role } from '../roles.ts';

/* Agents and what they do at the desk. */

export interface AgentRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Empty until the agent has set a password. */
  password_hash: string;
  /** 1: may not sign in. */
  is_disabled: number;
  created_at: number;
  /** The account's identity at the OpenID Connect provider, since the first sign-in there. */
  oidc_issuer: string | null;
  oidc_subject: string | null;
}

export interface AgentSessionRow {
  /** A hash of what the browser holds. */
  id: string;
  agent_id: string;
  expires_at: number;
}

/** A link with which an agent sets their password, once. */
export interface PasswordLinkRow {
  agent_id: string;
  token_hash: string;
  expires_at: number;
}

export interface AuditRow {
  id: string;
  at: number;
  actor: string;
  action: string;
  target: string;
  /** Details other than the target; null for most actions. */
  detail: string | null;
}

/** The canned replies as edited at the desk: one row, or none until the first edit. */
export interface CannedRepliesRow {
  id: number;
  /** JSON. */
  list: string;
  version: number;
}

export interface PresenceRow {
  agent_id: string;
  availability: 'available' | 'busy' | 'away';
  last_seen_at: number;
  viewing: string | null;
  assigned_at: number;
}
