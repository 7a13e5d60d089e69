import { beforeEach, describe, expect, it } from 'vitest';
import { titleOf } from '#knowledge/titles.ts';
import { loadAssets } from '../support/assets.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

const { knowledge } = await loadAssets();
let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('every answer', () => {
  for (const answer of knowledge.answers.values()) {
    it(`${answer.id} is given for its title question and for its button label`, async () => {
      for (const wording of [answer.question, answer.label, answer.question.toLowerCase()]) {
        const replies = await door.customer().says(wording);
        expect(replies.answers, wording).toEqual([answer.id]);
        expect(replies.text).toContain(answer.short);
      }
    });
  }

  it('names its source', async () => {
    for (const answer of knowledge.answers.values()) {
      if (answer.variants !== undefined) continue;
      const { text } = await door.customer().says(answer.question);
      expect(text, answer.id).toContain(knowledge.sources.get(answer.source)?.title);
    }
  });

  it('offers what people ask next, and each choice leads to its answer', async () => {
    for (const answer of knowledge.answers.values()) {
      const labels = answer.followUps.map((id) => titleOf(knowledge, id)?.label);
      if (answer.variants !== undefined) continue;
      for (const [at, followUp] of answer.followUps.entries()) {
        const customer = door.customer();
        const replies = await customer.says(answer.question);
        expect(replies.choices, answer.id).toEqual(expect.arrayContaining(labels));
        const next = await customer.presses(labels[at]!);
        const isAsked = followUp === 'patch.status' && next.kinds[0] === 'question';
        expect(isAsked || next.answers.includes(followUp), `${answer.id} → ${followUp}`).toBe(true);
      }
    }
  });
});

describe('the titles of the patch table', () => {
  it('ask which model it is, and list all models', async () => {
    const { 'patch.status': status, 'patch.list': list } = knowledge.advisories.get('krack')!.patch.titles;
    for (const wording of [status.question, status.label]) {
      expect((await door.customer().says(wording)).kinds, wording).toEqual(['question']);
    }
    for (const wording of [list.question, list.label]) {
      expect((await door.customer().says(wording)).answers, wording).toEqual(['patch.list']);
    }
  });
});
