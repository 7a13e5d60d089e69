import { expect } from 'vitest';
import type { RunningServer } from '#tests/desk/open-server.ts';

/**
 * Waits until the server has stored the channel's id of a reply. A test could press a thumb before that; a person could
 * not.
 */
export async function untilSent(
  { withStore }: RunningServer,
  conversationId: string,
  sentId: string,
): Promise<void> {
  const find = async (): Promise<string | undefined> => {
    let found: string | undefined;
    await withStore(async ({ connectorOutbox }) => {
      found = await connectorOutbox.findSent(conversationId, sentId);
    });
    return found;
  };
  await expect.poll(find).toBeDefined();
}
