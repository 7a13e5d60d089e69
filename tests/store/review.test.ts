import { expect, test } from 'vitest';
import type { Decided } from '#store/review.ts';
import { openServerOn } from '../desk/open-server-on.ts';
import { newTicket } from '../handoff/tickets.ts';
import { onEngines } from './engines.ts';

const answer = { id: 'new.marmalade', question: 'Is there marmalade?', material: ['Yes.'] };
const drafted: Decided = {
  keys: ['a', 'b'],
  decision: 'new-answer',
  phrases: [
    { key: 'a', text: 'any marmalade', intent: answer.id },
    { key: 'b', text: 'marmalade please', intent: answer.id },
  ],
  answer,
};

onEngines("the review's data", (engine) => {
  test('includes a draft answer as long as a phrase leads to it', async () => {
    const { review } = await engine.open(await engine.freshConfig());
    await review.decide(drafted);
    expect(await review.decidedKeys()).toEqual(new Set(['a', 'b']));
    await review.undo(['a']);
    expect(await review.answers()).toEqual([answer]);
    await review.undo(['b']);
    expect(await review.answers()).toEqual([]);
    expect(await review.decidedKeys()).toEqual(new Set());
  });

  test('has only the latest decision about a wording', async () => {
    const { review } = await engine.open(await engine.freshConfig());
    await review.decide({ ...drafted, keys: ['a'], phrases: drafted.phrases.slice(0, 1) });
    const again = { key: 'a', text: 'any marmalade', intent: answer.id };
    await review.decide({ keys: ['a'], decision: 'answer', phrases: [again] });
    expect(await review.answers()).toEqual([answer]);
    await review.decide({ keys: ['a'], decision: 'left', phrases: [] });
    expect([await review.phrases(), await review.answers()]).toEqual([[], []]);
    expect(await review.decidedKeys()).toEqual(new Set(['a']));
  });

  test("includes a customer's questions until they are erased", async () => {
    const server = await openServerOn(engine);
    const customer = await server.customer();
    await customer.asks('quokka marmalade for the gadget', 'know');
    await server.withStore(async (store) => {
      const questions = () => store.reviewQuestions(0, 100);
      expect(await questions()).toMatchObject([
        { question: 'quokka marmalade for the gadget', outcome: 'unknown', names: [] },
      ]);
      const ticket = { ...newTicket(), conversationId: customer.conversationId, userId: customer.userId };
      await store.tickets.open('key', ticket, []);
      expect(await questions()).toMatchObject([{ names: ['Maria García'] }]);
      await store.eraseUser(customer.userId);
      expect(await questions()).toEqual([]);
    });
  });
});
