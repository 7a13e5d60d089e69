import { type Agent, agentOf } from './agents.ts';
import type { Engine, Queries } from './engine.ts';
import type { StoreEvents } from './events.ts';
import type { Role } from './roles.ts';

/** An account as those who manage accounts see it. */
export interface Account extends Agent {
  /** The agent has set a password. */
  hasPassword: boolean;
  /** The account is bound to a person at the OpenID Connect provider. */
  isBound: boolean;
  /** When the link that sets the password expires; undefined if no link is open. */
  linkExpiresAt: Date | undefined;
}

/** What a supervisor can change about an account. */
export interface AccountChange {
  name?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
}

export type AccountOutcome =
  | { kind: 'changed'; agent: Agent }
  | { kind: 'unknown' }
  /** No supervisor would be left who can sign in. */
  | { kind: 'last supervisor' };

/** Stores what supervisors do with accounts, always by id, since an e-mail address belongs to a person. */
export class Accounts {
  readonly #engine: Engine;
  readonly #events: StoreEvents;

  constructor(engine: Engine, events: StoreEvents) {
    this.#engine = engine;
    this.#events = events;
  }

  /** All accounts, sorted by name. */
  async list(now: Date): Promise<Account[]> {
    const rows = await this.#engine.db
      .selectFrom('agents')
      .leftJoin('password_links', (join) =>
        join
          .onRef('password_links.agent_id', '=', 'agents.id')
          .on('password_links.expires_at', '>', now.getTime()),
      )
      .selectAll('agents')
      .select('password_links.expires_at')
      .orderBy('agents.name')
      .orderBy('agents.id')
      .execute();
    return rows.map((row) => ({
      ...agentOf(row),
      hasPassword: row.password_hash !== '',
      isBound: row.oidc_subject !== null,
      linkExpiresAt: row.expires_at === null ? undefined : new Date(row.expires_at),
    }));
  }

  async find(id: string): Promise<Agent | undefined> {
    const row = await this.#engine.db
      .selectFrom('agents')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && agentOf(row);
  }

  /** Changes an account. A new role, or being disabled, ends its sessions; being disabled also ends its link. */
  async change(id: string, { name, role, disabled }: AccountChange): Promise<AccountOutcome> {
    const { db } = this.#engine;
    const outcome = await db.transaction().execute(async (transaction): Promise<AccountOutcome> => {
      const others = await this.#supervisorsBesides(transaction, id);
      const before = await transaction
        .selectFrom('agents')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (before === undefined) return { kind: 'unknown' };
      const wasSupervisor = before.role === 'supervisor' && before.is_disabled === 0;
      const steps = disabled === true || (role !== undefined && role !== 'supervisor');
      if (wasSupervisor && steps && others === 0) return { kind: 'last supervisor' };
      const row = await transaction
        .updateTable('agents')
        .set({
          name: name ?? before.name,
          role: role ?? before.role,
          is_disabled: disabled === undefined ? before.is_disabled : Number(disabled),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      if (disabled === true || row.role !== before.role)
        await transaction.deleteFrom('agent_sessions').where('agent_id', '=', id).execute();
      if (disabled === true)
        await transaction.deleteFrom('password_links').where('agent_id', '=', id).execute();
      return { kind: 'changed', agent: agentOf(row) };
    });
    if (outcome.kind === 'changed') await this.#events.notifyAccounts(db);
    return outcome;
  }

  /**
   * Creates the one open link with which an account's password can be set. From then on the old password no longer
   * works, and every session that it opened has ended.
   * @param tokenHash a hash, so that reading the database does not let anyone in
   */
  async openLink(
    id: string,
    { tokenHash, expiresAt }: { tokenHash: string; expiresAt: Date },
  ): Promise<void> {
    const { db } = this.#engine;
    const link = { token_hash: tokenHash, expires_at: expiresAt.getTime() };
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('password_links')
        .values({ agent_id: id, ...link })
        .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(link))
        .execute();
      await transaction.updateTable('agents').set({ password_hash: '' }).where('id', '=', id).execute();
      await transaction.deleteFrom('agent_sessions').where('agent_id', '=', id).execute();
    });
    await this.#events.notifyAccounts(db);
  }

  /** Finds whose password a link sets; nobody's if the link was used or has expired, or if the account is disabled. */
  async findByLink(tokenHash: string, now: Date): Promise<Agent | undefined> {
    const row = await this.#engine.db
      .selectFrom('password_links')
      .innerJoin('agents', 'agents.id', 'password_links.agent_id')
      .selectAll('agents')
      .where('password_links.token_hash', '=', tokenHash)
      .where('password_links.expires_at', '>', now.getTime())
      .where('agents.is_disabled', '=', 0)
      .executeTakeFirst();
    return row && agentOf(row);
  }

  /**
   * Uses up a link. @returns undefined if `findByLink` would find nobody; of two concurrent calls, only one gets the
   * account
   */
  async useLink(tokenHash: string, passwordHash: string, now: Date): Promise<Agent | undefined> {
    return await this.#engine.db.transaction().execute(async (transaction) => {
      const used = await transaction
        .deleteFrom('password_links')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now.getTime())
        .returning('agent_id')
        .executeTakeFirst();
      if (used === undefined) return undefined;
      const row = await transaction
        .updateTable('agents')
        .set({ password_hash: passwordHash })
        .where('id', '=', used.agent_id)
        .where('is_disabled', '=', 0)
        .returningAll()
        .executeTakeFirst();
      return row && agentOf(row);
    });
  }

  /** Counts the other supervisors who can sign in. Supervisors who remove each other have to wait for one another. */
  async #supervisorsBesides(transaction: Queries, id: string): Promise<number> {
    const supervisors = transaction
      .selectFrom('agents')
      .select(['id', 'password_hash', 'oidc_subject'])
      .where('role', '=', 'supervisor')
      .where('is_disabled', '=', 0)
      .orderBy('id');
    const rows = await (this.#engine.kind === 'postgres' ? supervisors.forUpdate() : supervisors).execute();
    return rows.filter((row) => row.id !== id && (row.password_hash !== '' || row.oidc_subject !== null))
      .length;
  }
}
