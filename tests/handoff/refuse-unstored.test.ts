import { expect, test } from 'vitest';
import { refuseUnstored, UnstoredTurn } from '#handoff/refuse-unstored.ts';
import { createRecordingHandoff } from '../support/recording-handoff.ts';
import { createBot } from '#bot/support-bot.ts';
import { MemoryStorage } from '#bot-framework/state.ts';
import { openLocalConversation } from '#channels/local/local-channel.ts';
import { silent } from '../support/silent.ts';
import { loadAssets } from '../support/assets.ts';

/** A customer whose messages are stored, or not. */
async function customerOf({ isStored }: { isStored: boolean }) {
  const handoff = createRecordingHandoff();
  const bot = createBot({
    ...(await loadAssets()),
    handoff: refuseUnstored(handoff, () => !isStored),
    storage: new MemoryStorage(),
    clock: () => new Date('2026-03-02T09:00:00Z'),
    log: silent,
    reference: () => 'REF-1',
  });
  return { customer: openLocalConversation(bot, { conversationId: 'c' }), handoff };
}

test('a turn on a message that is not stored cannot ask for a person, and sends no apology', async () => {
  const { customer, handoff } = await customerOf({ isStored: false });
  await expect(customer.say('I want to talk to a human')).rejects.toBeInstanceOf(UnstoredTurn);
  expect(handoff.requests).toEqual([]);
});

test('a turn on a stored message can', async () => {
  const { customer, handoff } = await customerOf({ isStored: true });
  await customer.say('I want to talk to a human');
  expect(handoff.requests).toHaveLength(1);
});
