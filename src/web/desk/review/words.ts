import type { ReviewDecided, ReviewItem, ReviewPreview } from '#review/wire.ts';

type Reason = ReviewItem['reasons'][number];
type Refusal = ReviewDecided['refused'][number]['why'];
type Verdict = ReviewPreview['expected'][number]['verdict'];
type Certainty = ReviewPreview['recent'][number]['after']['certainty'];

const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`);
const wordings = (count: number): string => (count === 1 ? '1 wording' : `${count} wordings`);
const phrases = (count: number): string => (count === 1 ? '1 phrase' : `${count} phrases`);

/** Every text of the review. */
export const reviewWords = {
  title: 'Review',
  segments: 'What is listed',
  segment: { clusters: 'Clusters', questions: 'Questions' },
  period: 'Period',
  days: (days: number) => `Last ${days} days`,
  loading: 'Looking through the questions…',
  noClusters: 'No alike questions wait for a review.',
  noQuestions: 'Nothing waits for a review.',
  drafts: (phraseCount: number, answerCount: number) =>
    `Drafts: ${phrases(phraseCount)}${answerCount === 0 ? '' : `, ${answerCount} new ${answerCount === 1 ? 'answer' : 'answers'}`}`,
  questions,
  wordings,
  times: (count: number) => `asked ${count} times`,
  trend: (recent: number, before: number) =>
    recent > before ? 'More often lately' : recent < before ? 'Less often lately' : 'As often as before',
  trendHint: (recent: number, before: number) =>
    `${recent} in the newer half of the period, ${before} in the older half`,
  nearest: (title: string) => `Nearest answer: ${title}`,
  noNearest: 'No answer comes near.',
  reasons: {
    unknown: 'Not known',
    'not-chosen': 'Asked back, nothing chosen',
    'not-helpful': 'Did not help',
    person: 'Led to a person',
    'second-best': 'Another meaning chosen',
    'low-margin': 'Two meanings were close',
  } satisfies Record<Reason, string>,
  masked: 'Personal data is masked: [email], [name] and the like stand for it.',
  chosen: (count: number, all: number) => `${count} of ${wordings(all)} chosen`,
  chooseAll: 'Choose all',
  agents: 'What agents replied',
  back: 'Back',
  actions: 'What to do with the chosen wordings',
  answer: 'This is an answer we have…',
  newAnswer: 'New answer…',
  notOurs: 'Not ours…',
  leave: 'Leave',
  gone: 'Nothing is left to decide here.',
  undo: 'Undo',
  left: (count: number) => `Closed ${wordings(count)}.`,
  taken: (count: number) => `${phrases(count)} in the drafts.`,
  refused: (count: number, why: Refusal) => `${wordings(count)} not taken: ${refusals[why]}.`,
};

const refusals: Record<Refusal, string> = {
  'expected-answer': 'the bot is measured by it',
  known: 'it is a phrase already',
  'of-another': 'it is a phrase of something else',
  'too-long': 'too long for a phrase',
  gone: 'it is not there any more',
};

/** The windows in which wordings are taken. */
export const takeWords = {
  answerTitle: 'Which answer is it?',
  search: 'Search the answers',
  none: 'No answer has these words.',
  newTitle: 'Draft a new answer',
  question: 'The question that it answers',
  questionHint: 'Somebody writes the answer later. What agents replied is kept with the draft.',
  notOursTitle: 'Not ours',
  notOursText: 'The bot learns that such questions are out of scope. It says so, and offers a person.',
  chosenAnswer: (title: string) => `Answer: ${title}`,
  checking: (seconds: number, usual: number | undefined) =>
    usual === undefined
      ? `Trying out what would change: ${seconds} s. It may take a while.`
      : `Trying out what would change: ${seconds} s of about ${usual} s.`,
  nothing: 'None of the chosen wordings can become a phrase. They are closed only.',
  unchanged: (expected: number, recent: number) =>
    `Because of them, nothing else would be read differently: ${expected} expected answers and ${recent} recent wordings tried.`,
  changedExpected: (count: number, all: number) =>
    `${count} of ${all} expected answers would be read differently because of them:`,
  changedRecent: (count: number, all: number) =>
    `${count} of ${all} recent wordings would be read differently because of them:`,
  verdict: { right: 'now right', wrong: 'now wrong', 'still-wrong': 'still not right' } satisfies Record<
    Verdict,
    string
  >,
  chance: (count: number) =>
    `${count === 1 ? '1 more lies' : `${count} more lie`} on the edge: any training may move them, whatever it learns.`,
  certainty: { sure: '', close: 'asks back', unknown: 'not known' } satisfies Record<Certainty, string>,
  from: 'Before',
  to: 'After',
  confirm: (count: number | undefined) =>
    count === undefined ? 'Take them' : count === 0 ? 'Close them' : `Take ${phrases(count)}`,
};

export const draftWords = {
  title: 'Drafts',
  hint: 'Drafts change nothing yet. “npm run review -- --write-drafts FOLDER” writes them into a copy of the knowledge.',
  none: 'There are no drafts.',
  phrases: 'Phrases',
  answers: 'New answers',
  remove: (text: string) => `Remove “${text}”`,
  removeShort: 'Remove',
  close: 'Close',
};
