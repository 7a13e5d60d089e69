import { DIRECT_LINE } from '#channel-ids.ts';
import { channelOf } from '#handoff/conversation-key.ts';
import { CUSTOMER_TIMEOUT_MS, type CustomerPresenceStore } from '#handoff/customer-watch.ts';

/** Reads whether customers are online. This is known only for conversations on the web; all others are left out. */
export type ReadPresence = (conversationIds: readonly string[]) => Promise<ReadonlyMap<string, boolean>>;

/** Builds the reader. @param presences what the servers have recorded */
export const createReadPresence =
  (presences: CustomerPresenceStore, clock: () => Date): ReadPresence =>
  async (conversationIds) => {
    const known = conversationIds.filter((id) => channelOf(id) === DIRECT_LINE);
    const seenAt = await presences.seenAt(known);
    const now = clock().getTime();
    return new Map(
      known.map((id) => {
        const seen = seenAt.get(id);
        return [id, seen !== undefined && now - seen.getTime() < CUSTOMER_TIMEOUT_MS];
      }),
    );
  };
