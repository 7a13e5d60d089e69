import { randomUUID } from 'node:crypto';
import type { Delivery, DeliveryStore } from '#handoff/delivery/delivery.ts';
import type { DeliveryTarget, Ticket, TicketReply, TicketStore } from '#handoff/ticket.ts';
import type { Clock } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine, Queries } from './engine.ts';
import { wordsIn } from './readable-bodies.ts';
import type { TicketRow } from './schema.ts';

/** A ticket with how far its deliveries have come, for whoever looks after them. */
export interface TicketReport {
  ticket: Ticket;
  /** What support has made of it. */
  state: TicketRow['state'];
  deliveries: {
    target: string;
    state: 'due' | 'sent' | 'dead';
    attempts: number;
    problem: string | undefined;
  }[];
}

/** Tickets, and their deliveries. */
export class Tickets implements TicketStore, DeliveryStore {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  async open(key: string, ticket: Ticket, targets: readonly DeliveryTarget[]): Promise<Ticket> {
    return await this.#engine.db.transaction().execute(async (transaction) => {
      const inserted = await transaction
        .insertInto('tickets')
        .values(rowOf(key, ticket))
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .returning('reference')
        .executeTakeFirst();
      if (inserted === undefined) return await this.#findByKey(transaction, key);
      for (const target of targets)
        await transaction
          .insertInto('deliveries')
          .values({
            id: randomUUID(),
            ticket_reference: ticket.reference,
            target,
            reply: null,
            state: 'due',
            attempts: 0,
            due_at: ticket.createdAt.getTime(),
            scheduled_at: ticket.createdAt.getTime(),
            problem: null,
          })
          .execute();
      return ticket;
    });
  }

  /** Has a reply mailed to the customer. @param clientId the same at each try: it is mailed once */
  async mailReply(reference: string, clientId: string, reply: TicketReply, now: Date): Promise<void> {
    await this.#engine.db
      .insertInto('deliveries')
      .values({
        id: `answer-${clientId}`,
        ticket_reference: reference,
        target: 'reply',
        reply: JSON.stringify(reply),
        state: 'due',
        attempts: 0,
        due_at: now.getTime(),
        scheduled_at: now.getTime(),
        problem: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  async take(now: Date, leaseMs: number, most: number): Promise<Delivery[]> {
    const { db } = this.#engine;
    const at = now.getTime();
    const due = await db
      .selectFrom('deliveries')
      .select(['id', 'due_at'])
      .where('state', '=', 'due')
      .where(isDue('deliveries', 'due_at', at))
      .orderBy('due_at')
      .limit(most)
      .execute();
    const taken: Delivery[] = [];
    for (const { id, due_at: dueAt } of due) {
      // Moving the time on is the lease: who finds it moved already has lost the race.
      const row = await db
        .updateTable('deliveries')
        .set({ due_at: at + leaseMs, scheduled_at: at })
        .where('id', '=', id)
        .where('state', '=', 'due')
        .where('due_at', '=', dueAt)
        .returning(['ticket_reference', 'target', 'reply', 'attempts'])
        .executeTakeFirst();
      const ticket = row && (await this.find(row.ticket_reference));
      if (row === undefined || ticket === undefined) continue;
      const reply = row.reply === null ? {} : replyIn(row.reply);
      if (reply === undefined) await this.failed(id, 'What was to be delivered cannot be read.', undefined);
      else taken.push({ id, target: row.target, attempts: row.attempts, ticket, ...reply });
    }
    return taken;
  }

  async succeeded(id: string): Promise<void> {
    await this.#engine.db
      .updateTable('deliveries')
      .set((eb) => ({ state: 'sent', problem: null, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async failed(id: string, problem: string, nextTry: Date | undefined): Promise<void> {
    await this.#engine.db
      .updateTable('deliveries')
      .set((eb) => ({
        state: nextTry === undefined ? 'dead' : 'due',
        problem,
        attempts: eb('attempts', '+', 1),
        ...(nextTry === undefined
          ? {}
          : { due_at: nextTry.getTime(), scheduled_at: this.#clock().getTime() }),
      }))
      .where('id', '=', id)
      .execute();
  }

  async find(reference: string): Promise<Ticket | undefined> {
    const row = await this.#engine.db
      .selectFrom('tickets')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirst();
    return row && ticketOf(row);
  }

  /** The newest tickets, newest first, with their deliveries. */
  async newest(most: number): Promise<TicketReport[]> {
    const rows = await this.#engine.db
      .selectFrom('tickets')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('reference')
      .limit(most)
      .execute();
    return await this.#reportsOf(rows);
  }

  /** One ticket with its deliveries. */
  async report(reference: string): Promise<TicketReport | undefined> {
    const rows = await this.#engine.db
      .selectFrom('tickets')
      .selectAll()
      .where('reference', '=', reference)
      .execute();
    return (await this.#reportsOf(rows))[0];
  }

  /** @returns false when there is no such ticket */
  async setState(reference: string, state: 'replied' | 'closed'): Promise<boolean> {
    const row = await this.#engine.db
      .updateTable('tickets')
      .set({ state })
      .where('reference', '=', reference)
      .returning('reference')
      .executeTakeFirst();
    return row !== undefined;
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
      deliveries: (byTicket.get(row.reference) ?? []).map(({ target, state, attempts, problem }) => ({
        target,
        state,
        attempts,
        problem: problem ?? undefined,
      })),
    }));
  }

  /** Gives dead letters another chance, from the first try on. @returns how many */
  async revive(now: Date): Promise<number> {
    const { numUpdatedRows } = await this.#engine.db
      .updateTable('deliveries')
      .set({ state: 'due', attempts: 0, due_at: now.getTime(), scheduled_at: now.getTime() })
      .where('state', '=', 'dead')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async #findByKey(queries: Queries, key: string): Promise<Ticket> {
    const row = await queries
      .selectFrom('tickets')
      .selectAll()
      .where('idempotency_key', '=', key)
      .executeTakeFirstOrThrow();
    return ticketOf(row);
  }
}

/** @returns undefined when it cannot be read */
function replyIn(text: string): { reply: TicketReply } | undefined {
  try {
    return { reply: JSON.parse(text) as TicketReply };
  } catch {
    return undefined;
  }
}

const rowOf = (key: string, ticket: Ticket): TicketRow => ({
  reference: ticket.reference,
  idempotency_key: key,
  conversation_id: ticket.conversationId,
  channel_id: ticket.channelId,
  user_id: ticket.userId,
  name: ticket.name,
  email: ticket.email ?? null,
  text: ticket.text,
  intent: ticket.intent ?? null,
  models: JSON.stringify(ticket.models),
  created_at: ticket.createdAt.getTime(),
  state: 'open',
});

const ticketOf = (row: TicketRow): Ticket => ({
  reference: row.reference,
  conversationId: row.conversation_id,
  channelId: row.channel_id,
  userId: row.user_id,
  name: row.name,
  ...(row.email === null ? {} : { email: row.email }),
  text: row.text,
  ...(row.intent === null ? {} : { intent: row.intent }),
  models: wordsIn(row.models),
  createdAt: new Date(row.created_at),
});
