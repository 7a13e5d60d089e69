import type { DeliveryStore } from '#handoff/delivery/delivery.ts';
import type { TranscriptDelivery } from '#handoff/delivery/transcript-mail.ts';
import { addAuditEntry, type AuditEntry } from './audit.ts';
import type { Clock } from './clock.ts';
import { DeliveryQueue, dueNow } from './delivery-queue.ts';
import type { Engine } from './engine.ts';

/** Transcripts on their way to a mailbox. Once one is sent or given up, its address is deleted. */
export class TranscriptMails implements DeliveryStore<TranscriptDelivery> {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #queue: DeliveryQueue;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
    this.#queue = new DeliveryQueue(engine, clock, 'transcript_mails');
  }

  /**
   * Queues a conversation's transcript to be mailed.
   * @param clientId the same for every retry, so that it is mailed only once
   * @param entry for the audit log, stored with it
   */
  async add({ clientId, conversationId, email, site }: TranscriptRequest, entry?: AuditEntry): Promise<void> {
    await this.#engine.db.transaction().execute(async (transaction) => {
      const added = await transaction
        .insertInto('transcript_mails')
        .values({
          id: `transcript-${clientId}`,
          conversation_id: conversationId,
          email,
          site: site ?? null,
          ...dueNow(this.#clock().getTime()),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added !== undefined && entry !== undefined) await addAuditEntry(transaction, entry);
    });
  }

  /** The addresses that a conversation's transcript has yet to be mailed to. */
  async pendingIn(conversationId: string): Promise<string[]> {
    const rows = await this.#engine.db
      .selectFrom('transcript_mails')
      .select('email')
      .where('conversation_id', '=', conversationId)
      .where('state', '=', 'due')
      .orderBy('id')
      .execute();
    return rows.map(({ email }) => email);
  }

  async lease(now: Date, leaseMs: number, most: number): Promise<TranscriptDelivery[]> {
    const leased: TranscriptDelivery[] = [];
    for (const id of await this.#queue.lease(now, leaseMs, most)) {
      const row = await this.#engine.db
        .selectFrom('transcript_mails')
        .select(['conversation_id as conversationId', 'email', 'site', 'attempts'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (row !== undefined) leased.push({ id, target: 'transcript', ...row, site: row.site ?? undefined });
    }
    return leased;
  }

  async succeeded(id: string): Promise<void> {
    await this.#engine.db
      .updateTable('transcript_mails')
      .set((eb) => ({ state: 'sent', email: '', problem: null, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async failed(id: string, problem: string, nextTry: Date | undefined): Promise<void> {
    await this.#queue.failed(id, problem, nextTry);
    if (nextTry === undefined)
      await this.#engine.db.updateTable('transcript_mails').set({ email: '' }).where('id', '=', id).execute();
  }
}

/** A transcript to mail. */
interface TranscriptRequest {
  clientId: string;
  conversationId: string;
  email: string;
  /** The origin of the page on which a visitor asked for it. */
  site?: string;
}
