import { describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

type Customer = ReturnType<FrontDoor['customer']>;

/**
 * Texts that a careless pattern can split in very many ways. Reading one takes milliseconds, or, with such a pattern,
 * minutes: then the test runs into its time limit.
 */
const texts: Record<string, string> = {
  apostrophes: '’'.repeat(60),
  'apostrophes in a word': `a${"'".repeat(200)}b`,
  hyphens: `is my x${'-'.repeat(400)}a`,
  'pairs of hyphens': `is-o ${'--'.repeat(200)}a`,
  'combining marks': `a${'\u0301'.repeat(40)}. `.repeat(20),
  'question marks': `${'?'.repeat(2_000)}a`,
  'words of agreement': `${'all right that good ok '.repeat(60)}x`,
  'ifs and commas': `um, ${'no, if so, '.repeat(60)}y`,
  'a request for a message, and long words': `leave a message ${`${'a'.repeat(90)} `.repeat(9)}`,
  'a request to be written to': `you write back${' me about k'.repeat(240)} a`,
  'worries of hyphens': `do i need to be worried for -${' --'.repeat(300)} a`,
  'an owner of many models': `we ${'have an old new one of the '.repeat(80)} EAP600${' in on at'.repeat(80)} a!b`,
  'a return to many things': `${'ok and '.repeat(90)}back to the first thing ${'before the thing '.repeat(90)}`,
  'a fix on something': `is${' -- a-a'.repeat(200)} fixed in on it too then a!b`,
  'a long wait': `we have been waiting${' for on a week'.repeat(90)} a!b`,
  'words of hesitation': 'oh...? '.repeat(200),
  'apologies and a word': `${'sorry -- '.repeat(200)}x`,
  'a choice of apostrophes': `any${"''s".repeat(60)}x`,
  'accented letters': `${'é'.repeat(3_500)} a b`,
  'many names': `${'The name is Kim Lund '.repeat(150)}x`,
  'many changes of mind': `${'no, i do not want it and so '.repeat(100)}x`,
  'a long yes': `yes ${'that would be so very kind of you '.repeat(80)}x`,
  'clauses that ask for a message': `${'leave a message, '.repeat(150)}x`,
  'a corrected address': `sorry ${'!'.repeat(3_000)} kim@example.com${' '.repeat(400)}-a`,
  'a why of apostrophes': `why i'd o${"'m'm'y".repeat(200)} a!b`,
};

/** What a conversation is about when such a text comes. */
const states: Record<string, (door: FrontDoor, customer: Customer) => Promise<unknown>> = {
  'as the first message': () => Promise.resolve(),
  'after an answer': (_door, customer) => customer.says('does EnShare cost anything?'),
  'where a band is asked for': (_door, customer) =>
    customer.says('how do I set up a guest network on the ESR900?'),
  'where a model is asked for': (_door, customer) => customer.says('is my router patched?'),
  'where a message can be left': (door, customer) => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    return customer.says('I want to talk to a human');
  },
  'where a message is asked for': (_door, customer) => customer.says('leave a message'),
  'where a name is asked for': (_door, customer) =>
    customer.saysInTurn('leave a message', 'My bridge link drops every hour'),
  'where a message is checked': (_door, customer) =>
    customer.saysInTurn('leave a message', 'My link drops. This is Kim Lund. kim@example.com'),
  'after a message was left': (_door, customer) =>
    customer.saysInTurn('leave a message', 'My bridge link drops every hour', 'Kim', 'kim@example.com'),
};

describe.each(Object.entries(states))('an ambiguous text %s', (_name, reach) => {
  it.each(Object.entries(texts))('is answered like any other: %s', async (_kind, text) => {
    const door = await openFrontDoor();
    const customer = door.customer();
    await reach(door, customer);
    const { kinds } = await customer.says(text);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds).not.toContain('error');
  });
});
