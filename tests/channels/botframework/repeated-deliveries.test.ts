import { expect, test, vi } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { type RecordedTurn, runOncePerDelivery } from '#channels/botframework/inbox.ts';
import { onEngines } from '#tests/store/engines.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { silent } from '#tests/support/silent.ts';

onEngines('an activity that its channel delivers again', (engine) => {
  /** A bot whose first turn may fail, and the store. */
  async function open(firstTurn: () => Promise<void> = () => Promise.resolve()) {
    const store = await engine.open(await engine.freshConfig());
    const { deliveryMode: _, ...activity } = messageActivity('hello', { serviceUrl: 'http://127.0.0.1/' });
    const turn = vi.fn<RecordedTurn>(() => Promise.resolve()).mockImplementationOnce(firstTurn);
    const run = runOncePerDelivery(store, { turn, inPlace: () => Promise.resolve(), log: silent });
    const deliver = () => run({ activity: activity as Activity } as TurnContext);
    return { connectorTurns: store.connectorTurns, turn, deliver };
  }
  const gone = () => Promise.reject(new Error('The database is gone.'));

  test('is not answered again', async () => {
    const { turn, deliver } = await open();
    await deliver();
    await deliver();
    expect(turn).toHaveBeenCalledTimes(1);
  });

  test('is answered after its turn failed, even if the failure could not be stored', async () => {
    const { connectorTurns, turn, deliver } = await open(() => Promise.reject(new Error('The turn failed.')));
    vi.spyOn(connectorTurns, 'release').mockImplementationOnce(gone);
    await expect(deliver()).rejects.toThrow('The turn failed.');
    await deliver();
    await deliver();
    expect(turn).toHaveBeenCalledTimes(2);
  });

  test('is answered again if it could not be stored that it is answered', async () => {
    const { connectorTurns, turn, deliver } = await open();
    vi.spyOn(connectorTurns, 'finish').mockImplementationOnce(gone);
    await expect(deliver()).rejects.toThrow('The database is gone.');
    await deliver();
    await deliver();
    expect(turn).toHaveBeenCalledTimes(2);
  });
});
