import { beforeEach, describe, expect, it } from 'vitest';
import { titleOf } from '#knowledge/titles.ts';
import type { Understand } from '#understanding/understand.ts';
import { loadAssets } from '../support/assets.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const { understand, knowledge } = await loadAssets();

/** A line that this classifier reads as `close`; which lines those are varies with the training. */
function closeLine(read: Understand): string {
  const lines = [
    'enviewer limit',
    'how many can I add',
    'patches and updates',
    'is my wifi ok',
    'entalk number',
    'what about users',
  ];
  const found = lines.find((line) => {
    const [reading] = read(line).readings;
    return reading.certainty === 'close' && reading.candidates.length >= 2;
  });
  if (found === undefined) throw new Error('None of the lines is close any more; add one that is.');
  return found;
}

const unclear = closeLine(understand);
const candidates = understand(unclear).readings[0].candidates;
const labels = candidates.map((id) => titleOf(knowledge, id)?.label ?? id);

describe('a message that may mean several things', () => {
  it('leads to a question with at most three options and "none of these"', async () => {
    const { kinds, choices, text } = await door.customer().says(unclear);
    expect(kinds).toEqual(['clarify']);
    expect(text).toContain('Did you mean');
    expect(choices.length).toBeLessThanOrEqual(4);
    expect(choices).toEqual([...labels, 'None of these']);
  });

  it('is answered when the customer presses an option', async () => {
    for (const [at, label] of labels.entries()) {
      const customer = door.customer();
      await customer.says(unclear);
      expect((await customer.presses(label)).answers).toContain(candidates[at]);
    }
  });

  it.each([
    ['1', 0],
    ['the first one', 0],
    ['2', 1],
    ['second', 1],
    ['the last one', -1],
  ])('is answered when the customer chooses with "%s"', async (reply, at) => {
    const { answers } = await door.customer().saysInTurn(unclear, reply);
    expect(answers).toContain(candidates.at(at));
  });

  it('leads to the other topics if no option is right', async () => {
    const customer = door.customer();
    await customer.says(unclear);
    const declined = await customer.presses('None of these');
    expect(declined.kinds).toEqual(['unknown']);
    expect(declined.choices).toContain('Talk to a person');
  });

  it('is not asked about again if the reply chooses nothing', async () => {
    const { kinds, text } = await door.customer().saysInTurn(unclear, 'qwrt zzz');
    expect(kinds).toEqual(['unknown']);
    expect(text).not.toContain('Please choose');
  });

  it('is silently dropped for a new question', async () => {
    const { answers, kinds } = await door.customer().saysInTurn(unclear, 'is the EAP600 patched?');
    expect(answers).toContain('patch.status');
    expect(kinds).not.toContain('notice');
  });
});
