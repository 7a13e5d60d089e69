import { patchIntents } from './intents.ts';
import type { Knowledge } from './knowledge.ts';

/** A topic's question and its short form for buttons. */
export interface Title {
  question: string;
  label: string;
}

/** What people click or type to reach a person; the same words everywhere. */
export const humanTitle: Title = { question: 'Talk to a person', label: 'Talk to a person' };
/** What people click or type to see what the bot knows. */
export const helpTitle: Title = { question: 'What can you do?', label: 'What can you do?' };

/** What people click or type to find out whom they are talking to. */
const botTitle: Title = { question: 'Are you a robot?', label: 'Are you a robot?' };

const isOfTable = (intent: string): intent is (typeof patchIntents)[number] =>
  patchIntents.some((id) => id === intent);

/**
 * Returns the title of an intent that can be offered; undefined for other intents (small talk, commands).
 * @param advisoryId whose table is meant if tables answer the intent; by default the newest one's
 */
export function titleOf(knowledge: Knowledge, intent: string, advisoryId = ''): Title | undefined {
  if (intent === 'human') return humanTitle;
  if (intent === 'help') return helpTitle;
  if (intent === 'bot') return botTitle;
  const [newest] = knowledge.advisories.values();
  if (isOfTable(intent)) return (knowledge.advisories.get(advisoryId) ?? newest)?.patch.titles[intent];
  return knowledge.answers.get(intent);
}

/** Lists every text that asks for an intent outright: questions and button labels. */
export function allTitles(knowledge: Knowledge): { text: string; intent: string }[] {
  const offered = [...knowledge.answers.keys(), 'human', 'help', 'bot'];
  const ofTables = [...knowledge.advisories.keys()].flatMap((id) =>
    patchIntents.map((intent) => ({ intent, title: titleOf(knowledge, intent, id) })),
  );
  return [...offered.map((intent) => ({ intent, title: titleOf(knowledge, intent) })), ...ofTables].flatMap(
    ({ intent, title }) =>
      title === undefined ? [] : [title.question, title.label].map((text) => ({ text, intent })),
  );
}

/** Lists the titles of answers in other languages: they also ask for their answers outright. */
export const translatedTitles = ({ answers }: Pick<Knowledge, 'answers'>): (Title & { intent: string })[] =>
  [...answers].flatMap(([intent, { translations = {} }]) =>
    Object.values(translations).map(({ question, label }) => ({ intent, question, label })),
  );

/** Returns the text that asks for the rest of an answer given in short form. */
export const moreTitle = ({ label }: Pick<Title, 'label'>): string => `More: ${label}`;
