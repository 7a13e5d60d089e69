import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type {
  Assignee,
  DeliveryTarget,
  Ticket,
  TicketNote,
  TicketState,
  TicketStore,
} from '#handoff/ticket.ts';
import { dueNow } from './delivery-queue.ts';
import type { Engine, Queries } from './engine.ts';
import type { StoreEvents } from './events.ts';
import { nextTicketChange } from './next-ticket-change.ts';
import { noteOf } from './note-rows.ts';
import type { TicketRow } from './schema/handoff.ts';
import { assigneeOf, rowOf, ticketOf } from './ticket-rows.ts';

/** A ticket with its state at support, and the progress of its deliveries. */
export interface TicketReport {
  ticket: Ticket;
  state: TicketState;
  assignee: Assignee | undefined;
  /** When the ticket, or anything that belongs to it, last changed. */
  changedAt: Date;
  deliveries: {
    target: string;
    state: 'due' | 'sent' | 'dead';
    attempts: number;
    problem: string | undefined;
  }[];
}

/** The tickets of one list: those without a reply, an agent's own that are not closed, or all. */
export type TicketView = { of: 'open' } | { of: 'mine'; agentId: string } | { of: 'all' };

/** Where a page of a list ended. */
export interface TicketPlace {
  createdAt: Date;
  reference: string;
}

/** What happened to a ticket; the ticket's own state determines the rest. */
export type TicketChange =
  /** @param by becomes the assignee, if there was none */
  | { kind: 'replied'; by: Assignee }
  | { kind: 'closed' }
  | { kind: 'reopened' }
  | { kind: 'assigned'; to: Assignee | undefined };

/** Stores tickets and their notes. */
export class Tickets implements TicketStore {
  readonly #engine: Engine;
  readonly #events: StoreEvents;

  constructor(engine: Engine, events: StoreEvents) {
    this.#engine = engine;
    this.#events = events;
  }

  async open(key: string, ticket: Ticket, targets: readonly DeliveryTarget[]): Promise<Ticket> {
    const { db } = this.#engine;
    const opened = await db.transaction().execute(async (transaction) => {
      const changedAt = await nextTicketChange(transaction, this.#engine, ticket.createdAt);
      const inserted = await transaction
        .insertInto('tickets')
        .values({ ...rowOf(key, ticket), changed_at: changedAt })
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .returning('reference')
        .executeTakeFirst();
      if (inserted === undefined) return await findByKey(transaction, key);
      for (const target of targets)
        await transaction
          .insertInto('deliveries')
          .values({
            id: randomUUID(),
            ticket_reference: ticket.reference,
            target,
            reply: null,
            ...dueNow(ticket.createdAt.getTime()),
          })
          .execute();
      // Within the transaction: a failure after the commit would tell the customer that nothing was stored.
      await this.#events.publishHandoff(transaction);
      return ticket;
    });
    this.#events.emit({ kind: 'desk' });
    return opened;
  }

  async find(reference: string): Promise<Ticket | undefined> {
    const row = await this.#all().where('reference', '=', reference).executeTakeFirst();
    return row && ticketOf(row);
  }

  /** The newest tickets, newest first, with their deliveries. */
  newest(most: number): Promise<TicketReport[]> {
    return this.list({ of: 'all' }, { most });
  }

  /** One page of a list, newest first. @param after where the previous page ended */
  async list(
    view: TicketView,
    { most, after }: { most: number; after?: TicketPlace | undefined },
  ): Promise<TicketReport[]> {
    let query = this.#all().orderBy('created_at', 'desc').orderBy('reference').limit(most);
    if (view.of === 'open') query = query.where('state', '=', 'open');
    if (view.of === 'mine')
      query = query.where('assignee_id', '=', view.agentId).where('state', '<>', sql.lit('closed'));
    if (after !== undefined) {
      const at = after.createdAt.getTime();
      query = query.where((eb) =>
        eb.or([
          eb('created_at', '<', at),
          eb.and([eb('created_at', '=', at), eb('reference', '>', after.reference)]),
        ]),
      );
    }
    return await this.#reportsOf(await query.execute());
  }

  /** One ticket with its deliveries. */
  async report(reference: string): Promise<TicketReport | undefined> {
    const rows = await this.#all().where('reference', '=', reference).execute();
    return (await this.#reportsOf(rows))[0];
  }

  /** All tickets left in a conversation, oldest first, with their notes. */
  async inConversation(conversationId: string): Promise<{ report: TicketReport; notes: TicketNote[] }[]> {
    const rows = await this.#all()
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at')
      .orderBy('reference')
      .execute();
    const reports = await this.#reportsOf(rows);
    return await Promise.all(
      reports.map(async (report) => ({ report, notes: await this.notes(report.ticket.reference) })),
    );
  }

  /** Changes a ticket and notifies all desks. @returns false if there is no such ticket */
  async change(reference: string, change: TicketChange, at: Date): Promise<boolean> {
    const { db } = this.#engine;
    const isChanged = await db.transaction().execute(async (transaction) => {
      const changedAt = await nextTicketChange(transaction, this.#engine, at);
      const row = await transaction
        .selectFrom('tickets')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst();
      if (row === undefined) return false;
      await transaction
        .updateTable('tickets')
        .set({ ...columnsOf(row, change, at), changed_at: changedAt })
        .where('reference', '=', reference)
        .execute();
      await this.#events.publishHandoff(transaction);
      return true;
    });
    if (isChanged) this.#events.emit({ kind: 'desk' });
    return isChanged;
  }

  /** Adds a note that only agents see; a retry adds nothing. @returns false if there is no such ticket */
  async addNote(reference: string, { id, agentName, text, at }: TicketNote): Promise<boolean> {
    const { db } = this.#engine;
    const isAdded = await db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('tickets')
        .set({ changed_at: await nextTicketChange(transaction, this.#engine, at) })
        .where('reference', '=', reference)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await transaction
        .insertInto('ticket_notes')
        .values({ id, ticket_reference: reference, agent_name: agentName, text, created_at: at.getTime() })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      await this.#events.publishHandoff(transaction);
      return true;
    });
    if (isAdded) this.#events.emit({ kind: 'desk' });
    return isAdded;
  }

  /** A ticket's notes, oldest first. */
  async notes(reference: string): Promise<TicketNote[]> {
    const rows = await this.#engine.db
      .selectFrom('ticket_notes')
      .selectAll()
      .where('ticket_reference', '=', reference)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(noteOf);
  }

  async #reportsOf(rows: TicketRow[]): Promise<TicketReport[]> {
    if (rows.length === 0) return [];
    const deliveries = await this.#engine.db
      .selectFrom('deliveries')
      .select(['ticket_reference', 'target', 'state', 'attempts', 'problem'])
      .where(
        'ticket_reference',
        'in',
        rows.map(({ reference }) => reference),
      )
      .orderBy('target')
      .execute();
    const byTicket = Map.groupBy(deliveries, ({ ticket_reference: reference }) => reference);
    return rows.map((row) => ({
      ticket: ticketOf(row),
      state: row.state,
      assignee: assigneeOf(row),
      changedAt: new Date(Math.max(row.changed_at, row.created_at)),
      deliveries: (byTicket.get(row.reference) ?? []).map(({ target, state, attempts, problem }) => ({
        target,
        state,
        attempts,
        problem: problem ?? undefined,
      })),
    }));
  }

  #all() {
    return this.#engine.db.selectFrom('tickets').selectAll();
  }
}

function columnsOf(row: TicketRow, change: TicketChange, at: Date): Partial<TicketRow> {
  switch (change.kind) {
    case 'replied':
      return {
        state: 'replied',
        replied_at: at.getTime(),
        ...(row.assignee_id === null ? { assignee_id: change.by.id, assignee_name: change.by.name } : {}),
      };
    case 'closed':
      return { state: 'closed' };
    case 'reopened':
      return { state: row.replied_at === null ? 'open' : 'replied' };
    case 'assigned':
      return { assignee_id: change.to?.id ?? null, assignee_name: change.to?.name ?? null };
  }
}

async function findByKey(queries: Queries, key: string): Promise<Ticket> {
  const row = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  return ticketOf(row);
}
