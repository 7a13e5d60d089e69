import { expect, test } from 'vitest';
import { onEngines } from '../store/engines.ts';
import { HOUR, MONDAY, newFact, talk } from './new-fact.ts';
import { resolutionOf, totalsOf } from './totals-of.ts';

const MINUTE = 60_000;
const range = { intent: 'krack.range', answer: 'krack.range' };

onEngines('returns to another conversation', (engine) => {
  /** A store whose clock follows the turns. */
  const open = async () => {
    let now = MONDAY;
    const store = await engine.open(await engine.freshConfig(), () => new Date(now));
    const talkAt = async (id: string, at: number, changes = {}): Promise<void> => {
      now = at;
      await talk(store, id, [newFact({ ...changes, at })], 'dl_maria');
    };
    return { store, talkAt };
  };

  test('are looked for among the last twenty conversations, however many there are', async () => {
    const { store, talkAt } = await open();
    await talkAt('long-ago', MONDAY + 1);
    for (let n = 1; n <= 20; n += 1) await talkAt(`between-${n}`, MONDAY + n * MINUTE, range);
    await store.insightCounts.update();
    await talkAt('back', MONDAY + HOUR);
    await talkAt('back-again', MONDAY + 2 * HOUR);
    await store.insightCounts.update();
    expect(await resolutionOf(store, 'long-ago')).toBe('assumed');
    expect(await resolutionOf(store, 'back')).toBe('unresolved');
    expect(await resolutionOf(store, 'back-again')).toBe('assumed');
  });

  test('are found whichever of the two conversations is counted first', async () => {
    const { store, talkAt } = await open();
    await talkAt('later', MONDAY + 71 * HOUR);
    await store.insightCounts.update();
    await talkAt('earlier', MONDAY + HOUR);
    await store.insightCounts.update();
    expect(await resolutionOf(store, 'earlier')).toBe('unresolved');
    expect(await totalsOf(store, 'returned')).toEqual({ '': 1 });
  });

  test('need the same model if both questions name one', async () => {
    const { store, talkAt } = await open();
    const about = (...models: string[]) => ({ intent: 'patch.status', answer: 'patch.status', models });
    await talkAt('c1', MONDAY + 1, about('EAP600'));
    await talkAt('c2', MONDAY + HOUR, about('ENS202'));
    await talkAt('c3', MONDAY + 2 * HOUR, about('ENS202', 'EAP300'));
    await talkAt('c4', MONDAY + 3 * HOUR, about());
    await store.insightCounts.update();
    const returned = await store.engine.db
      .selectFrom('turn_facts')
      .select(['conversation_id as id', 'returned_at as at'])
      .orderBy('id')
      .execute();
    expect(returned).toEqual([
      { id: 'c1', at: MONDAY + 3 * HOUR },
      { id: 'c2', at: MONDAY + 2 * HOUR },
      { id: 'c3', at: MONDAY + 3 * HOUR },
      { id: 'c4', at: null },
    ]);
  });
});
