import type { Availability, Presence, PresenceStore } from '#handoff/chat.ts';
import type { Engine } from './engine.ts';
import type { StoreEvents } from './events.ts';

/** Earlier than any process can have seen an agent. */
const NEVER = 0;

/** Stores which agents are at the desk. */
export class Presences implements PresenceStore {
  readonly #engine: Engine;
  readonly #events: StoreEvents;

  constructor(engine: Engine, events: StoreEvents) {
    this.#engine = engine;
    this.#events = events;
  }

  async list(): Promise<Presence[]> {
    const rows = await this.#engine.db
      .selectFrom('presence')
      .innerJoin('agents', 'agents.id', 'presence.agent_id')
      .selectAll('presence')
      .select('agents.name')
      .where('agents.disabled', '=', 0)
      .orderBy('agents.name')
      .orderBy('agents.id')
      .execute();
    return rows.map((row) => ({
      agent: { id: row.agent_id, name: row.name },
      availability: row.availability,
      seenAt: new Date(row.seen_at),
      lookingAt: row.looking_at ?? undefined,
      assignedAt: new Date(row.assigned_at),
    }));
  }

  async note(
    agentId: string,
    { at, availability, lookingAt }: { at: Date; availability?: Availability; lookingAt?: string | null },
  ): Promise<void> {
    const given = {
      ...(availability === undefined ? {} : { availability }),
      ...(lookingAt === undefined ? {} : { looking_at: lookingAt }),
    };
    await this.#engine.db
      .insertInto('presence')
      .values({
        agent_id: agentId,
        availability: 'available',
        looking_at: null,
        assigned_at: NEVER,
        seen_at: at.getTime(),
        ...given,
      })
      .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ seen_at: at.getTime(), ...given }))
      .execute();
    // An agent who is still there is no news.
    if (Object.keys(given).length > 0) await this.#tell();
  }

  async noteAssigned(agentId: string, at: Date): Promise<void> {
    await this.#engine.db
      .updateTable('presence')
      .set({ assigned_at: at.getTime() })
      .where('agent_id', '=', agentId)
      .execute();
  }

  async leave(agentId: string): Promise<void> {
    await this.#engine.db
      .updateTable('presence')
      .set({ seen_at: NEVER, looking_at: null })
      .where('agent_id', '=', agentId)
      .execute();
    await this.#tell();
  }

  async #tell(): Promise<void> {
    await this.#events.publishDesk(this.#engine.db);
    this.#events.tell({ kind: 'desk' });
  }
}
