import type { InsightFigures, Insights } from './wire.ts';

/** A line of a report: its label, its figure, and the figure of the previous period. */
interface ReportLine {
  what: string;
  now: string;
  before: string;
}

/** A part of a report, in the same words as docs/insights.md. */
export interface ReportTable {
  title: string;
  lines: readonly ReportLine[];
}

const MINUTE = 60;
const NOTHING = '–';

const seconds = (value: number | null): string => {
  if (value === null) return NOTHING;
  if (value < MINUTE) return `${value} s`;
  return `${Math.floor(value / MINUTE)} min ${value % MINUTE} s`;
};

/** A number, with its percentage of a whole. */
const shareOf = (value: number, whole: number): string =>
  whole === 0 ? String(value) : `${value} (${((100 * value) / whole).toFixed(1)} %)`;

type Line = (what: string, read: (of: InsightFigures) => string | number) => ReportLine;

/** The figures of a period next to those of the previous one, as tables of text. */
export function reportOf({ figures, before, ...lists }: Insights): ReportTable[] {
  const line: Line = (what, read) => ({
    what,
    now: String(read(figures)),
    before: String(read(before.figures)),
  });
  return [questions(line), resolution(line), chats(line), opinions(line), ...listsOf(lists)];
}

function questions(line: Line): ReportTable {
  const share = (what: string, read: (of: InsightFigures) => number): ReportLine =>
    line(what, (of) => shareOf(read(of), of.questions));
  return {
    title: 'Questions',
    lines: [
      line('Conversations', (of) => of.conversations),
      line('Questions', (of) => of.questions),
      share('Answered', (of) => of.outcomes.answered),
      share('Asked to clarify', (of) => of.outcomes.askedBack),
      share('Unknown', (of) => of.outcomes.unknown),
      share('Boundary', (of) => of.outcomes.boundary),
      share('Handed over', (of) => of.outcomes.handedOver),
      share('Asked again', (of) => of.askedAgain),
    ],
  };
}

const withQuestion = ({ resolutions: of }: InsightFigures): number =>
  of.confirmed + of.assumed + of.unresolved + of.abandoned;

function resolution(line: Line): ReportTable {
  const share = (what: string, key: keyof InsightFigures['resolutions']): ReportLine =>
    line(what, (of) => shareOf(of.resolutions[key], withQuestion(of)));
  return {
    title: 'Resolution',
    lines: [
      share('Resolved, confirmed', 'confirmed'),
      share('Resolved, assumed', 'assumed'),
      share('Unresolved', 'unresolved'),
      share('Abandoned', 'abandoned'),
      line('Returned', (of) => of.returned),
      line('Asked for a person', (of) => of.personAsked),
    ],
  };
}

const chats = (line: Line): ReportTable => ({
  title: 'Chats with a person',
  lines: [
    line('Requested', (of) => of.handoff.requested),
    line('Claimed', (of) => of.handoff.claimed),
    line('Missed', (of) => of.handoff.missed),
    line('Outside the opening hours', (of) => of.handoff.requestedOutsideHours),
    line('Wait, p50', (of) => seconds(of.handoff.waitP50)),
    line('Wait, p90', (of) => seconds(of.handoff.waitP90)),
    line('Handling time, p50', (of) => seconds(of.handoff.handlingP50)),
    line('Handling time, p90', (of) => seconds(of.handoff.handlingP90)),
  ],
});

const opinions = (line: Line): ReportTable => ({
  title: 'What customers say',
  lines: [
    line('Stars, average', (of) => of.ratings.average ?? NOTHING),
    line('Thumbs up', (of) => of.ratings.thumbsUp),
    line('Thumbs down', (of) => of.ratings.thumbsDown),
    line('Helped', (of) => of.ratings.helped),
    line('Did not help', (of) => of.ratings.notHelped),
  ],
});

type Lists = Pick<Insights, 'topAnswers' | 'worstAnswers' | 'models' | 'apps'>;

const listsOf = ({ topAnswers, worstAnswers, models, apps }: Lists): ReportTable[] => [
  listOf(
    'Answers given most',
    topAnswers.map(({ title, given }) => ({ name: title, count: given })),
  ),
  listOf(
    'Answers that helped least, and how often they did not',
    worstAnswers.map(({ title, thumbsDown, notHelped, askedAgain }) => ({
      name: title,
      count: thumbsDown + notHelped + askedAgain,
    })),
  ),
  listOf('Models', models),
  listOf('Apps', apps),
];

const MAX = 10;

const listOf = (title: string, named: readonly { name: string; count: number }[]): ReportTable => ({
  title,
  lines: named.slice(0, MAX).map(({ name, count }) => ({ what: name, now: String(count), before: '' })),
});
