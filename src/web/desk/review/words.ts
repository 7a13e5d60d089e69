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
  segments: 'Show',
  segment: { clusters: 'Clusters', questions: 'Questions' },
  period: 'Period',
  days: (days: number) => `Last ${days} days`,
  loading: 'Looking through the questions…',
  noClusters: 'There are no similar questions to review.',
  noQuestions: 'There is nothing to review.',
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
  noNearest: 'No answer comes close.',
  reasons: {
    unknown: 'Unknown',
    'not-chosen': 'Asked to clarify, nothing chosen',
    'not-helpful': 'Did not help',
    person: 'Led to a person',
    'second-best': 'Another meaning chosen',
    'low-margin': 'Two meanings were close',
  } satisfies Record<Reason, string>,
  masked: 'Personal data is masked, for example as [email] or [name].',
  chosen: (count: number, all: number) => `${count} of ${wordings(all)} selected`,
  chooseAll: 'Select all',
  agents: 'What agents replied',
  back: 'Back',
  actions: 'Actions for the selected wordings',
  answer: 'Assign to an answer…',
  newAnswer: 'New answer…',
  notOurs: 'Out of scope…',
  leave: 'Leave as is',
  gone: 'There is nothing left to decide here.',
  undo: 'Undo',
  left: (count: number) => `${wordings(count)} left as is.`,
  taken: (count: number) => `${phrases(count)} added to the drafts.`,
  refused: (count: number, why: Refusal) => `${wordings(count)} not added: ${refusals[why]}.`,
};

const refusals: Record<Refusal, string> = {
  'expected-answer': 'used as an expected answer',
  known: 'already a phrase',
  'of-another': 'already a phrase of something else',
  'too-long': 'too long for a phrase',
  gone: 'no longer in the list',
};

/** Every text of the windows that add wordings to the drafts. */
export const takeWords = {
  answerTitle: 'Which answer fits?',
  search: 'Search answers',
  none: 'No answer found.',
  newTitle: 'Draft a new answer',
  question: 'The question it answers',
  questionHint: 'You can write the answer later. What agents replied is kept with the draft.',
  notOursTitle: 'Out of scope',
  notOursText:
    'The bot learns that questions like these are out of scope. It will say so and offer a person.',
  chosenAnswer: (title: string) => `Answer: ${title}`,
  checking: (seconds: number, usual: number | undefined) =>
    usual === undefined
      ? `Checking what this would change: ${seconds} s. It may take a while.`
      : `Checking what this would change: ${seconds} s of about ${usual} s.`,
  nothing: 'None of the selected wordings can become a phrase. They will only be closed.',
  unchanged: (expected: number, recent: number) =>
    `Nothing else would be understood differently: ${expected} expected answers and ${recent} recent wordings were checked.`,
  changedExpected: (count: number, all: number) =>
    `This would change how ${count} of ${all} expected answers are understood:`,
  changedRecent: (count: number, all: number) =>
    `This would change how ${count} of ${all} recent wordings are understood:`,
  verdict: { right: 'now right', wrong: 'now wrong', 'still-wrong': 'still wrong' } satisfies Record<
    Verdict,
    string
  >,
  chance: (count: number) =>
    count === 1
      ? '1 more changes only because it is borderline: any training can move it.'
      : `${count} more change only because they are borderline: any training can move them.`,
  certainty: { sure: '', close: 'asks what is meant', unknown: 'unknown' } satisfies Record<
    Certainty,
    string
  >,
  from: 'Before',
  to: 'After',
  confirm: (count: number | undefined) =>
    count === undefined ? 'Add phrases' : count === 0 ? 'Close' : `Add ${phrases(count)}`,
};

export const draftWords = {
  title: 'Drafts',
  hint: 'Drafts do not affect the bot yet. “npm run review -- --write-drafts FOLDER” writes them into a copy of the knowledge.',
  none: 'There are no drafts.',
  phrases: 'Phrases',
  answers: 'New answers',
  remove: (text: string) => `Remove “${text}”`,
  removeShort: 'Remove',
  close: 'Close',
};
