import type { Entry } from './entry.ts';

const LONGEST_SUMMARY = 140;

const TITLES: Record<string, string> = {
  otherMakers: 'Other makers',
  otherVulnerabilities: 'Other vulnerabilities',
  scope: 'What the bot is there for',
  firstQuestions: 'First questions',
};

/** What people call an entry: an answer by its question, phrases by the question of their answer. */
export function titleOfEntry({ kind, id, content }: Entry, entries: readonly Entry[]): string {
  if (kind === 'phrases') {
    const answer = entries.find((other) => other.kind === 'answer' && other.id === id);
    return answer === undefined ? id : titleOfEntry(answer, entries);
  }
  const named = ['question', 'name', 'title', 'ask'].map((field) => textField(content, field));
  return TITLES[id] ?? named.find((title) => title !== '') ?? id;
}

/** The first words of what an entry says. */
export function summaryOf({ kind, content }: Entry): string {
  if (kind === 'phrases' || Array.isArray(content)) return shortened(texts(content).join(' · '));
  if (typeof content === 'string') return shortened(content);
  const said = ['short', 'text', 'description', 'notice', 'publisher'].map((field) =>
    textField(content, field),
  );
  return shortened(said.find((text) => text !== '') ?? '');
}

const textField = (content: unknown, field: string): string => {
  const value =
    typeof content === 'object' && content !== null ? (Reflect.get(content, field) as unknown) : undefined;
  return typeof value === 'string' ? value : '';
};

const texts = (content: unknown): string[] =>
  Array.isArray(content) ? content.filter((text): text is string => typeof text === 'string') : [];

function shortened(text: string): string {
  const line = text
    .slice(0, 2 * LONGEST_SUMMARY)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= LONGEST_SUMMARY ? line : `${line.slice(0, LONGEST_SUMMARY - 1)}…`;
}
