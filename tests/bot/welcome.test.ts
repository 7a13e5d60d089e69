import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('the welcome', () => {
  it('greets a customer who joins, with the topics', async () => {
    const { answers, choices } = await door.customer().joins();
    expect(answers).toEqual(['greeting']);
    expect(choices).toContain('What is KRACK?');
    expect(choices).toContain('Talk to a person');
  });

  it('is sent once per conversation', async () => {
    const customer = door.customer();
    await customer.joins();
    expect((await customer.joins()).texts).toEqual([]);
    await customer.says('start over');
    expect((await customer.joins()).texts).toEqual([]);
  });

  it('is not sent when the bot itself joins, or when nobody does', async () => {
    const type = 'conversationUpdate';
    const customer = door.customer();
    expect((await customer.sends({ type, membersAdded: [{ id: 'bot', name: 'Support' }] })).texts).toEqual(
      [],
    );
    expect((await customer.sends({ type, membersAdded: [] })).texts).toEqual([]);
    expect((await customer.sends({ type })).texts).toEqual([]);
    const both = [
      { id: 'bot', name: 'Support' },
      { id: 'customer', name: 'Customer' },
    ];
    expect((await customer.sends({ type, membersAdded: both })).answers).toEqual(['greeting']);
  });
});
