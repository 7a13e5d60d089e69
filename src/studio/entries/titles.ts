import type { Entry } from './entry.ts';

const LONGEST_SUMMARY = 140;

const TITLES: Record<string, string> = {
  otherMakers: 'Other makers',
  otherVulnerabilities: 'Other vulnerabilities',
  scope: 'What the bot is for',
  firstQuestions: 'First questions',
  'patch.status': 'Patch status of a model',
  'patch.list': 'All models and their patch status',
  greeting: 'Greeting',
  thanks: 'Thanks',
  goodbye: 'Goodbye',
  help: 'What can you do?',
  bot: 'Are you a robot?',
  human: 'Talk to a person',
  oos: 'Out of scope',
  'other-vulnerability': 'A vulnerability without an advisory',
  yes: 'Yes',
  no: 'No',
  cancel: 'Cancel',
  'start-over': 'Start over',
  'feedback-good': 'It helped',
  'feedback-bad': 'It did not help',
  acknowledge: 'All right',
  'hold-on': 'Hold on',
  'one-more': 'One more question',
  why: 'Why?',
  how: 'How?',
  'are-you-sure': 'Are you sure?',
  disagree: 'I disagree',
  'in-short': 'In short, please',
  'say-again': 'Say it again, please',
  more: 'More',
  partly: 'It helped in part',
  'still-failing': 'It still fails',
  'what-now': 'What now?',
  'status-meaning': 'What does the status mean?',
};

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** A code that is not a known language is shown as it is. */
function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** What people call an entry: an answer is called by its question, phrases by the question of their answer. */
export function titleOfEntry({ kind, id, content }: Entry, entries: readonly Entry[]): string {
  if (kind === 'phrases') {
    const answer = entries.find((other) => other.kind === 'answer' && other.id === id);
    return answer === undefined ? (TITLES[id] ?? id) : titleOfEntry(answer, entries);
  }
  if (kind === 'language') return languageName(id);
  const named = ['question', 'name', 'title', 'ask'].map((field) => textField(content, field));
  return named.find((title) => title !== '') ?? TITLES[id] ?? id;
}

/** The first words of an entry's content. */
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
