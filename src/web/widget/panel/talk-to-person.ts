import type { CardAction } from '../client/activity.ts';

/** The text with which the bot understands a request for a person. */
export const TALK_TO_PERSON = 'Talk to a person';

/** The choices without the one that the panel always offers. */
export const withoutPerson = (choices: readonly CardAction[]): CardAction[] =>
  choices.filter(({ value }) => value !== TALK_TO_PERSON);
