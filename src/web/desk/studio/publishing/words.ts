import type { BehaviourGroup, StudioRun, StudioSchedule } from '#desk/studio/publishing/wire.ts';

type Step = NonNullable<StudioRun['run']>['step'];
type ScheduleState = StudioSchedule['scheduled'][number]['state'];

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const steps: Record<Step, string> = {
  checking: 'Checking',
  training: 'Learning the phrases',
  asking: 'Asking the expected questions',
  publishing: 'Publishing',
};

/** How a question is understood in the draft, as the end of a sentence. */
function became({ certainty, titles }: BehaviourGroup['after'], count: number): string {
  if (certainty === 'sure') return `now ${count === 1 ? 'goes' : 'go'} to “${titles.join('” and “')}”`;
  return certainty === 'close'
    ? `now ${count === 1 ? 'asks' : 'ask'} back`
    : `${count === 1 ? 'is' : 'are'} no longer understood`;
}

function was({ certainty, titles }: BehaviourGroup['before']): string {
  if (certainty === 'sure') return `that went to “${titles.join('” and “')}”`;
  return certainty === 'close' ? 'that asked back' : 'that was not understood';
}

/** The texts of the changes page. */
export const changesWords = {
  title: 'What would change',
  loading: 'Looking at the draft…',
  nothing: 'Nothing has been changed. Customers are answered from the draft already.',
  texts: 'Texts',
  states: { new: 'New', changed: 'Changed', removed: 'Removed' },
  by: (editors: readonly string[]) => `by ${editors.join(', ')}`,
  overdue: 'Somebody has published another wording meanwhile.',
  whole: 'The whole entry',
  before: 'Before',
  after: 'After',
  questions: 'Recent questions',
  reading: 'Reading recent questions as the draft would…',
  read: (count: number) =>
    count === 0
      ? 'No customer has asked anything yet.'
      : `${capital(counted(count, 'recent question was', 'recent questions were'))} read again.`,
  unchanged: 'All of them are answered as before.',
  group: ({ before, after, count }: BehaviourGroup) =>
    `${count} ${was(before)} ${became(after, count)}`.replace(
      'that was not understood',
      `that ${count === 1 ? 'was' : 'were'} not understood`,
    ),
  pulledBy: (text: string, title: string, count: number) =>
    `The phrase “${text}” of “${title}” is nearest to ${counted(count, 'of them', 'of them')}.`,
  chance: (count: number) =>
    `${capital(counted(count, 'more changes', 'more change'))} only because each training moves what lies on the edge.`,
  show: 'Show the questions',
  failed: 'This could not be found out.',
  tryAgain: 'Try again',
  training: (done: number, total: number) => `Learning the phrases, step ${done} of ${total}`,
};

/** The texts of the publishing page. */
export const publishWords = {
  title: 'Publish',
  checks: 'Checks',
  looking: 'Checking the draft…',
  noProblem: 'Nothing is wrong.',
  problems: (count: number) =>
    `${capital(counted(count, 'thing is', 'things are'))} wrong. Correct this first:`,
  noExpected: 'No expected answers have been written yet.',
  someHold: (held: number, total: number) =>
    `${held} of ${total} expected answers hold. The others fail today, too.`,
  allHold: (total: number) =>
    total === 1 ? 'The expected answer holds.' : `All ${total} expected answers hold.`,
  broken: (count: number, total: number) =>
    `${capital(counted(count, 'expected answer', 'expected answers'))} of ${total} would break:`,
  failingBefore: (count: number) => `${capital(counted(count, 'other fails', 'others fail'))} today, too.`,
  wanted: 'Wanted',
  got: 'Got',
  changed: (count: number) => `${capital(counted(count, 'entry', 'entries'))} would change.`,
  answersChange: (count: number) =>
    count === 0
      ? 'All recent questions would be answered as before.'
      : `${capital(counted(count, 'recent question', 'recent questions'))} would be answered differently.`,
  seeChanges: 'See what would change',
  ready: 'The draft can be published.',
  notReady: 'The draft cannot be published yet.',
  blocked: 'The draft breaks what is expected. A supervisor can publish it all the same, and say why.',
  blockedForYou: 'The draft breaks what is expected. To publish it all the same, say why.',
  note: 'Note',
  noteHint: 'What changes? Your colleagues see it with the release.',
  despite: 'Why publish it all the same?',
  despiteHint: 'This is kept with the release and in the audit log.',
  publish: 'Publish now',
  later: 'Publish at a time',
  at: 'Time',
  atHint: (zone: string) => `In the business time zone, ${zone}.`,
  schedule: 'Schedule',
  published: (release: number) => `Release ${release} answers customers within seconds.`,
  scheduled: (release: number, time: string) => `Release ${release} will be published ${time}.`,
  overtaken: 'Somebody has published something else meanwhile. Look at the draft again, then publish it.',
  stopped: 'Expected answers would break, so nothing was published.',
  step: (step: Step, seconds: number) => `${steps[step]}… ${seconds} s`,
  running: (actor: string) => `${actor} is publishing the draft.`,
  scheduledTitle: 'Scheduled',
  states: {
    waiting: 'Waiting',
    published: 'Published',
    cancelled: 'Cancelled',
    held: 'Held',
    failed: 'Failed',
  } satisfies Record<ScheduleState, string>,
  release: (number: number) => `Release ${number}`,
  by: (actor: string) => `by ${actor}`,
  cancel: 'Cancel',
  cancelRelease: (number: number) => `Cancel the publication of release ${number}`,
};

/** The texts of an entry's history. */
export const historyWords = {
  title: 'History',
  loading: 'Loading…',
  empty: 'No release has changed this entry, as far as is known.',
  kinds: { added: 'Added', changed: 'Changed', removed: 'Removed' },
  line: (release: number, editors: readonly string[]) => `in release ${release} by ${editors.join(', ')}`,
  notPublished: 'Not published',
  close: 'Close',
};
