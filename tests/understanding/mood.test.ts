import { describe, expect, it } from 'vitest';
import { isUpset } from '../../src/understanding/mood.ts';

describe('a message', () => {
  it.each([
    'this is ridiculous, nothing works',
    'You are useless!',
    'WHY DOES IT NEVER WORK?!!',
    "I'm fed up with this router",
    'what a waste of my time',
    'worst support ever',
    'I have had enough of this stupid app',
  ])('is plainly upset: %s', (words) => {
    expect(isUpset(words)).toBe(true);
  });

  it.each([
    'is the ESR900 patched?',
    'my router does not work',
    'IS THE EAP600 PATCHED?',
    'that did not help',
    'How bad is KRACK?',
    'Is it terrible to leave WPA2 on?',
    'I am worried about the attack!!',
    'no thanks',
    'can an attacker hack my stupidly long password',
  ])('is not: %s', (words) => {
    expect(isUpset(words)).toBe(false);
  });
});
