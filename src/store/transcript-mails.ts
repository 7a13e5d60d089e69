import type { DeliveryStore } from '#handoff/delivery/delivery.ts';
import type { TranscriptDelivery } from '#handoff/delivery/transcript-mail.ts';
import type { Clock } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine } from './engine.ts';

/** Transcripts on their way to a mailbox. Once one is sent, its address is forgotten. */
export class TranscriptMails implements DeliveryStore<TranscriptDelivery> {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** Has a conversation's transcript mailed. @param clientId the same at each try: it is mailed once */
  async add({ clientId, conversationId, email, site }: TranscriptRequest): Promise<void> {
    const now = this.#clock().getTime();
    await this.#engine.db
      .insertInto('transcript_mails')
      .values({
        id: `transcript-${clientId}`,
        conversation_id: conversationId,
        email,
        site: site ?? null,
        state: 'due',
        attempts: 0,
        due_at: now,
        scheduled_at: now,
        problem: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** Gives dead letters another chance, from the first try on. @returns how many */
  async revive(now: Date): Promise<number> {
    const { numUpdatedRows } = await this.#engine.db
      .updateTable('transcript_mails')
      .set({ state: 'due', attempts: 0, due_at: now.getTime(), scheduled_at: now.getTime() })
      .where('state', '=', 'dead')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async take(now: Date, leaseMs: number, most: number): Promise<TranscriptDelivery[]> {
    const { db } = this.#engine;
    const at = now.getTime();
    const due = await db
      .selectFrom('transcript_mails')
      .select(['id', 'due_at'])
      .where('state', '=', 'due')
      .where(isDue('transcript_mails', 'due_at', at))
      .orderBy('due_at')
      .limit(most)
      .execute();
    const taken: TranscriptDelivery[] = [];
    for (const { id, due_at: dueAt } of due) {
      // Moving the time on is the lease: who finds it moved already has lost the race.
      const row = await db
        .updateTable('transcript_mails')
        .set({ due_at: at + leaseMs, scheduled_at: at })
        .where('id', '=', id)
        .where('state', '=', 'due')
        .where('due_at', '=', dueAt)
        .returning(['conversation_id as conversationId', 'email', 'site', 'attempts'])
        .executeTakeFirst();
      if (row === undefined) continue;
      taken.push({ id, target: 'transcript', ...row, site: row.site ?? undefined });
    }
    return taken;
  }

  async succeeded(id: string): Promise<void> {
    await this.#engine.db
      .updateTable('transcript_mails')
      .set((eb) => ({ state: 'sent', email: '', problem: null, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async failed(id: string, problem: string, nextTry: Date | undefined): Promise<void> {
    await this.#engine.db
      .updateTable('transcript_mails')
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
}

/** A transcript to mail. */
interface TranscriptRequest {
  clientId: string;
  conversationId: string;
  email: string;
  /** Where a visitor asked for it. */
  site?: string;
}
