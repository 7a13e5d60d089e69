import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.ts';
import type { StoreEvents } from './events.ts';
import type { Role } from './roles.ts';
import type { AgentRow } from './schema/desk.ts';

/** A member of the support team, with an account at the desk. */
export interface Agent {
  id: string;
  name: string;
  /** In lower case; unique. */
  email: string;
  role: Role;
  disabled: boolean;
}

export interface NewAgent extends Pick<Agent, 'name' | 'email' | 'role'> {
  /** Empty until the agent sets a password. */
  passwordHash: string;
}

/**
 * A person's identity at an OpenID Connect provider: the one identifier that never changes and that nobody can choose.
 */
export interface OidcSubject {
  issuer: string;
  subject: string;
}

interface AgentChange {
  passwordHash?: string;
  disabled?: boolean;
  /** Removes the binding: the next person at the provider with the account's address gets the account. */
  releasesSubject?: boolean;
}

/** Turns a row into an agent. */
export const agentOf = ({ id, name, email, role, is_disabled: disabled }: AgentRow): Agent => ({
  id,
  name,
  email,
  role,
  disabled: disabled === 1,
});

/** The desk's accounts and their sessions. */
export class Agents {
  readonly #engine: Engine;
  readonly #events: StoreEvents;

  constructor(engine: Engine, events: StoreEvents) {
    this.#engine = engine;
    this.#events = events;
  }

  /** @returns undefined if the e-mail address already has an account */
  async add({ name, email, role, passwordHash }: NewAgent, now: Date): Promise<Agent | undefined> {
    const row = await this.#engine.db
      .insertInto('agents')
      .values({
        id: randomUUID(),
        name,
        email: email.toLowerCase(),
        role,
        password_hash: passwordHash,
        is_disabled: 0,
        created_at: now.getTime(),
      })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returningAll()
      .executeTakeFirst();
    return row && agentOf(row);
  }

  /** Adds the very first account. @returns undefined if there is one already */
  async addFirst(agent: NewAgent, now: Date): Promise<Agent | undefined> {
    const { count } = await this.#engine.db
      .selectFrom('agents')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count > 0 ? undefined : await this.add(agent, now);
  }

  async list(): Promise<Agent[]> {
    const rows = await this.#engine.db.selectFrom('agents').selectAll().orderBy('email').execute();
    return rows.map(agentOf);
  }

  async findByEmail(email: string): Promise<(Agent & { passwordHash: string }) | undefined> {
    const row = await this.#engine.db
      .selectFrom('agents')
      .selectAll()
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst();
    return row && { ...agentOf(row), passwordHash: row.password_hash };
  }

  /** Finds the account that is bound to a person at an OpenID Connect provider. */
  async findBySubject({ issuer, subject }: OidcSubject): Promise<Agent | undefined> {
    const row = await this.#engine.db
      .selectFrom('agents')
      .selectAll()
      .where('oidc_issuer', '=', issuer)
      .where('oidc_subject', '=', subject)
      .executeTakeFirst();
    return row && agentOf(row);
  }

  /**
   * Binds an account to a person at the provider, unless it is disabled or already bound.
   * @returns undefined if it could not be bound
   */
  async bindSubject(email: string, { issuer, subject }: OidcSubject): Promise<Agent | undefined> {
    const row = await this.#engine.db
      .updateTable('agents')
      .set({ oidc_issuer: issuer, oidc_subject: subject })
      .where('email', '=', email.toLowerCase())
      .where('is_disabled', '=', 0)
      .where('oidc_subject', 'is', null)
      .returningAll()
      .executeTakeFirst();
    return row && agentOf(row);
  }

  /**
   * Changes an account and ends its sessions; a new password, or being disabled, also ends its link. @returns false if
   * there is no such account
   */
  async change(email: string, change: AgentChange): Promise<boolean> {
    const { passwordHash, disabled, releasesSubject } = change;
    const isChanged = await this.#engine.db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('agents')
        .set({
          ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
          ...(disabled === undefined ? {} : { is_disabled: disabled ? 1 : 0 }),
          ...(releasesSubject === true ? { oidc_issuer: null, oidc_subject: null } : {}),
        })
        .where('email', '=', email.toLowerCase())
        .returning('id')
        .executeTakeFirst();
      if (row === undefined) return false;
      await transaction.deleteFrom('agent_sessions').where('agent_id', '=', row.id).execute();
      if (disabled === true || passwordHash !== undefined)
        await transaction.deleteFrom('password_links').where('agent_id', '=', row.id).execute();
      return true;
    });
    if (isChanged) await this.#events.notifyAccounts(this.#engine.db);
    return isChanged;
  }

  /** @param id a hash of what the browser holds, so that reading the database does not let anyone sign in */
  async openSession(
    id: string,
    agentId: string,
    { now, expiresAt }: { now: Date; expiresAt: Date },
  ): Promise<void> {
    const { db } = this.#engine;
    // Expired sessions are deleted whenever a new one begins, so there are never many.
    await db.deleteFrom('agent_sessions').where('expires_at', '<=', now.getTime()).execute();
    await db
      .insertInto('agent_sessions')
      .values({ id, agent_id: agentId, expires_at: expiresAt.getTime() })
      .execute();
  }

  /** Finds who is signed in with this session; nobody if it has expired or the account is disabled. */
  async findBySession(id: string, now: Date): Promise<Agent | undefined> {
    const row = await this.#engine.db
      .selectFrom('agent_sessions')
      .innerJoin('agents', 'agents.id', 'agent_sessions.agent_id')
      .selectAll('agents')
      .where('agent_sessions.id', '=', id)
      .where('agent_sessions.expires_at', '>', now.getTime())
      .where('agents.is_disabled', '=', 0)
      .executeTakeFirst();
    return row && agentOf(row);
  }

  /** Whether the agent is signed in anywhere. */
  async hasSession(agentId: string, now: Date): Promise<boolean> {
    const row = await this.#engine.db
      .selectFrom('agent_sessions')
      .select('id')
      .where('agent_id', '=', agentId)
      .where('expires_at', '>', now.getTime())
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async closeSession(id: string): Promise<void> {
    await this.#engine.db.deleteFrom('agent_sessions').where('id', '=', id).execute();
  }

  async closeSessionsOf(agentId: string): Promise<void> {
    await this.#engine.db.deleteFrom('agent_sessions').where('agent_id', '=', agentId).execute();
    await this.#events.notifyAccounts(this.#engine.db);
  }
}
