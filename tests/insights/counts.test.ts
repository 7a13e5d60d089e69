import { expect, test } from 'vitest';
import { resolutionOf, totalsOf } from './totals-of.ts';
import { newChat } from '../handoff/chats.ts';
import { onEngines } from '../store/engines.ts';
import { HOUR, MONDAY, newFact, smallTalk, talk } from './new-fact.ts';

const unknown = newFact({ outcome: 'unknown', intent: null, answer: null, certainty: 'unknown' });
const askedBack = newFact({ outcome: 'asked-back', answer: null, certainty: 'unsure' });
const handedOver = newFact({ outcome: 'handed-over', intent: 'human', answer: null });

onEngines('the resolution of a conversation', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test.each([
    ['assumed', 'the question was answered and nothing suggests otherwise', [newFact()]],
    ['confirmed', 'the question was answered and the customer said thanks', [newFact(), smallTalk('thanks')]],
    ['confirmed', '“did this help?” got a yes', [newFact(), smallTalk('feedback-good')]],
    ['unresolved', '“did this help?” got a no', [newFact(), smallTalk('feedback-bad')]],
    [
      'confirmed',
      'it did not help at first, and then it did',
      [newFact(), smallTalk('feedback-bad'), smallTalk('feedback-good')],
    ],
    [
      'unresolved',
      'it helped at first, and then it did not',
      [newFact(), smallTalk('feedback-good'), smallTalk('feedback-bad')],
    ],
    [
      'confirmed',
      'the customer asked for a person, and then it helped',
      [newFact(), handedOver, smallTalk('feedback-good')],
    ],
    [
      'unresolved',
      'the customer asked for a person and said thanks',
      [newFact(), handedOver, smallTalk('thanks')],
    ],
    [
      'unresolved',
      '“that helped” came after a question that was not known',
      [newFact(), unknown, smallTalk('feedback-good')],
    ],
    ['unresolved', 'the last question was not known', [newFact(), unknown]],
    ['unresolved', 'the customer said thanks without an answer', [unknown, smallTalk('thanks')]],
    ['assumed', 'an unknown question was answered when reworded', [unknown, newFact()]],
    ['abandoned', 'the bot asked a clarifying question and got no reply', [askedBack]],
    [
      'assumed',
      'the bot asked a clarifying question and the customer chose',
      [askedBack, newFact({ rule: 'choice' })],
    ],
    ['unresolved', 'the customer asked for a person', [newFact(), handedOver]],
    ['unresolved', 'the same was asked again at once', [newFact(), newFact()]],
    [
      'assumed',
      'an option of a guided answer was chosen',
      [newFact(), newFact({ question: '2.4 GHz', intent: null, certainty: 'unsure' })],
    ],
    ['confirmed', 'it was asked again, and then it helped', [newFact(), newFact(), smallTalk('thanks')]],
    [
      'unresolved',
      'the customer returned with it two days later',
      [newFact(), newFact({ at: MONDAY + 48 * HOUR })],
    ],
    [null, 'nothing was asked', [smallTalk('greeting')]],
  ] as const)('is %s if %s', async (resolution, _why, turns) => {
    const store = await open();
    await talk(store, 'c1', turns);
    await store.insightCounts.update();
    expect(await resolutionOf(store, 'c1')).toBe(resolution);
  });

  test('is not confirmed by “that helped” after an agent has helped', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact(), handedOver, smallTalk('feedback-good')]);
    const requestedAt = new Date(MONDAY + HOUR / 60);
    const { reference } = await store.chats.open({ ...newChat(), conversationId: 'c1', requestedAt });
    await store.chats.change(reference, { decide: () => ({ patch: { outcome: 'solved' } }) });
    await store.insightCounts.update();
    expect(await resolutionOf(store, 'c1')).toBe('unresolved');
  });

  test('is withdrawn if the customer returns in a new conversation within 72 hours', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact(), smallTalk('thanks')], 'dl_maria');
    await store.insightCounts.update();
    expect(await resolutionOf(store, 'c1')).toBe('confirmed');
    expect(await totalsOf(store, 'resolution')).toEqual({ confirmed: 1 });
    await talk(store, 'c2', [newFact({ at: MONDAY + 71 * HOUR })], 'dl_maria');
    await talk(store, 'c3', [newFact({ at: MONDAY + 71 * HOUR })], 'dl_somebody-else');
    await store.insightCounts.update();
    expect(await resolutionOf(store, 'c1')).toBe('unresolved');
    expect(await totalsOf(store, 'resolution')).toEqual({ unresolved: 1, assumed: 2 });
  });

  test('stays if the customer returns with another subject, or much later', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact()], 'dl_maria');
    const other = { intent: 'krack.range', answer: 'krack.range', at: MONDAY + HOUR };
    await talk(store, 'c2', [newFact(other)], 'dl_maria');
    await talk(store, 'c3', [newFact({ at: MONDAY + 73 * HOUR })], 'dl_maria');
    await store.insightCounts.update();
    expect(await totalsOf(store, 'resolution')).toEqual({ assumed: 3 });
  });
});

onEngines('the daily totals', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test('count what was asked, answered and named, exactly once however often they are updated', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact({ models: ['EAP600'] }), unknown, smallTalk('goodbye')]);
    await store.insightCounts.update();
    await store.insightCounts.update();
    expect(await totalsOf(store, 'outcome')).toEqual({ answered: 1, unknown: 1, 'small-talk': 1 });
    expect(await totalsOf(store, 'questions')).toEqual({ '': 2 });
    expect(await totalsOf(store, 'model')).toEqual({ EAP600: 1 });
    expect(await totalsOf(store, 'hour')).toEqual({ '9': 3 });
  });

  test('count “did this help?” for the answer before it, and only the newest reply', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact(), unknown, smallTalk('feedback-bad')]);
    await talk(store, 'c2', [newFact(), unknown, smallTalk('feedback-good')]);
    await store.insightCounts.update();
    expect(await totalsOf(store, 'helped')).toEqual({});
    await talk(store, 'c3', [newFact(), smallTalk('feedback-bad'), smallTalk('feedback-good')]);
    await store.insightCounts.update();
    expect(await totalsOf(store, 'helped')).toEqual({ yes: 1 });
    expect(await totalsOf(store, 'answer-helped')).toEqual({ 'krack.what': 1 });
  });

  test('are updated by a thumb that comes later', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact()]);
    await store.insightCounts.update();
    const { seq } = await store.turns
      .accept({ conversationId: 'c1', activity: { type: 'event' } })
      .then((accepted) => {
        if (accepted.kind !== 'accepted') throw new Error('The event was not accepted.');
        return accepted;
      });
    const thumbs = [{ activityId: 'c1.000001-1', answerId: 'krack.what', helpful: false }];
    await store.turns.commit({
      conversationId: 'c1',
      seq,
      status: 'answered',
      replies: [],
      state: [],
      thumbs,
    });
    await store.insightCounts.update();
    expect(await totalsOf(store, 'answer-down')).toEqual({ 'krack.what': 1 });
    expect(await totalsOf(store, 'resolution')).toEqual({ unresolved: 1 });
  });

  test('stay when the customer is erased, even for turns that were not counted yet', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact()]);
    await store.insightCounts.update();
    await talk(store, 'c2', [unknown], 'dl_c1');
    await store.eraseUser('dl_c1');
    expect(await store.turnFacts.inConversation('c1')).toEqual([]);
    expect(await store.turnFacts.inConversation('c2')).toEqual([]);
    await store.insightCounts.update();
    expect(await totalsOf(store, 'outcome')).toEqual({ answered: 1, unknown: 1 });
    expect(await totalsOf(store, 'resolution')).toEqual({ assumed: 1, unresolved: 1 });
  });
});
