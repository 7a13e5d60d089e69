import type { Knowledge } from '#knowledge/knowledge.ts';
import { helpTitle, humanTitle, titleOf } from '#knowledge/titles.ts';
import { type Choice, choice } from './reply.ts';

/** Leads to a person; the same choice everywhere. */
export const humanChoice: Choice = choice(humanTitle.label);
/** Starts a message for support to read later. */
export const leaveMessageChoice: Choice = choice('Leave a message');
/** Leads to the list of what the bot knows. */
export const helpChoice: Choice = choice(helpTitle.label);

/**
 * The choices for intents, in their order. Intents without a title are left out.
 * @param advisoryId the advisory in focus, whose table is offered
 */
export function choicesFor(knowledge: Knowledge, intents: readonly string[], advisoryId?: string): Choice[] {
  return intents.flatMap((intent) => {
    const title = titleOf(knowledge, intent, advisoryId);
    return title === undefined ? [] : [choice(title.label)];
  });
}

/** A choice for each advisory: its name. */
export const advisoryChoices = ({ advisories }: Knowledge): Choice[] =>
  [...advisories.values()].map(({ name }) => choice(name));
