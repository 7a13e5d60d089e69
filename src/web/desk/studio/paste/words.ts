/** Every text of the window that adds answers from a page. */
export const pasteWords = {
  title: 'Answers from a page',
  menu: 'Answers from a page or a document',
  hint: 'Copy the questions and answers from a web page or a document, and paste them here. Headings and lines that end with a question mark become questions.',
  box: 'Page or document',
  none: 'No questions found. Put each question on its own line, with a question mark.',
  found: (count: number) => (count === 1 ? '1 question found.' : `${count} questions found.`),
  known: 'The bot already has this question.',
  take: (question: string) => `Add: ${question}`,
  question: 'Question',
  topic: 'Topic',
  source: 'Source',
  again: 'Paste something else',
  confirm: (count: number) => (count === 1 ? 'Add 1 answer' : `Add ${count} answers`),
  chooseOne: 'Select at least one question.',
  stopped: (added: number, problem: string) =>
    added === 0 ? problem : `${added === 1 ? '1 answer was' : `${added} answers were`} added. ${problem}`,
};
