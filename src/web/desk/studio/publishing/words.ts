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
    ? `now ${count === 1 ? 'needs' : 'need'} clarifying`
    : `${count === 1 ? 'is' : 'are'} no longer understood`;
}

function was({ certainty, titles }: BehaviourGroup['before']): string {
  if (certainty === 'sure') return `that went to “${titles.join('” and “')}”`;
  return certainty === 'close' ? 'that needed clarifying' : 'that was not understood';
}

/** The texts of the changes page. */
export const changesWords = {
  title: 'Changes',
  loading: 'Checking the draft…',
  nothing: 'Nothing has changed: the draft is the same as the published release.',
  texts: 'Texts',
  states: { new: 'New', changed: 'Changed', removed: 'Removed' },
  by: (editors: readonly string[]) => `by ${editors.join(', ')}`,
  overdue: 'Another version was published after this edit started.',
  whole: 'The whole entry',
  before: 'Before',
  after: 'After',
  questions: 'Recent questions',
  reading: 'Trying the draft on recent questions…',
  read: (count: number) =>
    count === 0
      ? 'No customer has asked anything yet.'
      : `The draft was tried on ${counted(count, 'recent question', 'recent questions')}.`,
  notRead: 'The draft is tried on recent questions once it has no problems.',
  seeProblems: 'See the problems',
  unchanged: 'It answers all of them as before.',
  group: ({ before, after, count }: BehaviourGroup) =>
    `${count} ${was(before)} ${became(after, count)}`.replace(
      'that was not understood',
      `that ${count === 1 ? 'was' : 'were'} not understood`,
    ),
  pulledBy: (text: string, title: string, count: number) =>
    `The phrase “${text}” of “${title}” is closest to ${counted(count, 'of them', 'of them')}.`,
  chance: (count: number) =>
    `${capital(counted(count, 'more changes', 'more change'))} only because ${count === 1 ? 'it is' : 'they are'} borderline: any training can move ${count === 1 ? 'it' : 'them'}.`,
  noneLeft: 'None of the most recent questions is in this group any more.',
  failed: 'This check failed.',
  tryAgain: 'Try again',
  training: (done: number, total: number) => `Learning the phrases, step ${done} of ${total}`,
};

/** The texts of the publishing page. */
export const publishWords = {
  title: 'Publish',
  checks: 'Checks',
  looking: 'Checking the draft…',
  noProblem: 'No problems found.',
  problems: (count: number) => `${capital(counted(count, 'problem', 'problems'))} to fix first:`,
  noExpected: 'There are no expected answers yet.',
  someHold: (held: number, total: number) =>
    total === 1
      ? 'The expected answer fails, as it already does today.'
      : `${held} of ${total} expected answers hold. ${total - held === 1 ? 'The other already fails' : 'The others already fail'} today.`,
  allHold: (total: number) =>
    total === 1 ? 'The expected answer holds.' : `All ${total} expected answers hold.`,
  broken: (count: number, total: number) =>
    total === 1 ? 'The expected answer would break:' : `${count} of ${total} expected answers would break:`,
  failingBefore: (count: number) =>
    `${capital(counted(count, 'other already fails', 'others already fail'))} today.`,
  wanted: 'Expected',
  got: 'Got',
  changed: (count: number) => `${capital(counted(count, 'entry', 'entries'))} would change.`,
  answersChange: (count: number) =>
    count === 0
      ? 'All recent questions would be answered as before.'
      : `${capital(counted(count, 'recent question', 'recent questions'))} would be answered differently.`,
  seeChanges: 'See the changes',
  ready: 'The draft is ready to publish.',
  notReady: 'The draft cannot be published yet.',
  blocked:
    'The draft breaks expected answers. Adding a phrase or two to the answer that is expected often helps. A supervisor can publish it anyway by giving a reason.',
  blockedForYou:
    'The draft breaks expected answers. Adding a phrase or two to the answer that is expected often helps. To publish it anyway, give a reason.',
  note: 'Note',
  noteHint: 'What changes? Your colleagues will see this with the release.',
  despite: 'Why publish it anyway?',
  despiteHint: 'This is kept with the release and in the audit log.',
  publish: 'Publish now',
  later: 'Publish later',
  at: 'Time',
  atHint: (zone: string) => `In the business time zone, ${zone}.`,
  schedule: 'Schedule',
  published: (release: number) => `Release ${release} goes live within seconds.`,
  isLive: (release: number) => `Release ${release} is now live.`,
  scheduled: (release: number, time: string) => `Release ${release} will be published on ${time}.`,
  overtaken: 'Another release was published in the meantime. Check the draft again, then publish it.',
  releaseOvertaken: (release: number) =>
    `Another release was published in the meantime, so release ${release} was not. Check which release is live, then try again.`,
  stopped: 'Expected answers would break, so nothing was published.',
  releaseStopped: (release: number) =>
    `Release ${release} would break expected answers, so it was not published. A supervisor can publish it anyway by giving a reason.`,
  step: (step: Step, seconds: number) => `${steps[step]}… ${seconds} s`,
  /** @param release null: the draft */
  running: (actor: string, release: number | null) =>
    `${actor} is publishing ${release === null ? 'the draft' : `release ${release}`}.`,
  scheduledTitle: 'Scheduled',
  states: {
    waiting: 'Waiting',
    published: 'Published',
    cancelled: 'Cancelled',
    held: 'Held',
    failed: 'Failed',
    included: 'Live early',
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
  empty: 'No recorded release has changed this entry.',
  kinds: { added: 'Added', changed: 'Changed', removed: 'Removed' },
  line: (release: number, editors: readonly string[]) => `in release ${release} by ${editors.join(', ')}`,
  notPublished: 'Not published',
  close: 'Close',
};
