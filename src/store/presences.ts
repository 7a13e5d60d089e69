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
      .where('agents.is_disabled', '=', 0)
      .orderBy('agents.name')
      .orderBy('agents.id')
      .execute();
    return rows.map((row) => ({
      agent: { id: row.agent_id, name: row.name },
      availability: row.availability,
      seenAt: new Date(row.last_seen_at),
      viewing: row.viewing ?? undefined,
      assignedAt: new Date(row.assigned_at),
    }));
  }

  async note(
    agentId: string,
    { at, availability, viewing }: { at: Date; availability?: Availability; viewing?: string | null },
  ): Promise<void> {
    const given = {
      ...(availability === undefined ? {} : { availability }),
      ...(viewing === undefined ? {} : { viewing: viewing }),
    };
    await this.#engine.db
      .insertInto('presence')
      .values({
        agent_id: agentId,
        availability: 'available',
        viewing: null,
        assigned_at: NEVER,
        last_seen_at: at.getTime(),
        ...given,
      })
      .onConflict((conflict) =>
        conflict.column('agent_id').doUpdateSet({ last_seen_at: at.getTime(), ...given }),
      )
      .execute();
    // An agent who is still there changes nothing for the desks.
    if (Object.keys(given).length > 0) await this.#events.notifyDesks(this.#engine.db);
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
      .set({ last_seen_at: NEVER, viewing: null })
      .where('agent_id', '=', agentId)
      .execute();
    await this.#events.notifyDesks(this.#engine.db);
  }
}
