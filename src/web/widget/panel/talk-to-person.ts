import type { CardAction } from '../client/activity.ts';

/** What leads to a person, as the bot knows it. */
export const TALK_TO_PERSON = 'Talk to a person';

/** The choices without the one that the composer always offers. */
export const withoutPerson = (choices: readonly CardAction[]): CardAction[] =>
  choices.filter(({ value }) => value !== TALK_TO_PERSON);
