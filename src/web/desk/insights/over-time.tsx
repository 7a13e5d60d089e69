import type { InsightDayFigures, Insights, InsightSelection } from '#insights/wire.ts';
import { type Bucket, shareOf, sumOf } from './buckets.ts';
import type { Series } from './charts/series.ts';
import { TimePlot } from './charts/time-plot.tsx';
import { count, duration, share, shareTick } from './format.ts';
import type { To } from './places.ts';
import { measureWords as names, reportWords as words } from './words.ts';

interface PartProps {
  insights: Insights;
  buckets: readonly Bucket[];
  to: To;
}

interface Counted {
  id: keyof typeof names;
  tone: Series['tone'];
  read: (day: InsightDayFigures) => number;
  select: InsightSelection;
  key?: string;
}

const periodOf = ({ from, to }: Bucket) => ({ from, to });

/** A series that adds up a bucket's days. */
const countedSeries = ({ buckets, to }: PartProps, { id, tone, read, select, key }: Counted): Series => ({
  id,
  label: names[id],
  tone,
  value: (bucket) => sumOf(bucket, read),
  total: count(buckets.reduce((sum, bucket) => sum + sumOf(bucket, read), 0)),
  href: (bucket) => to(select, { ...(key === undefined ? {} : { key }), ...periodOf(bucket) }),
});

/** A series that shows a share of all questions. */
const rateSeries = (props: PartProps, counted: Counted): Series => {
  const { read } = counted;
  const total = props.buckets.reduce((sum, bucket) => sum + sumOf(bucket, read), 0);
  return {
    ...countedSeries(props, counted),
    value: (bucket) => {
      const questions = sumOf(bucket, (day) => day.questions);
      return questions === 0 ? null : sumOf(bucket, read) / questions;
    },
    total: share(shareOf(total, props.insights.figures.questions)),
  };
};

const trafficSeries: readonly Counted[] = [
  { id: 'questions', tone: 1, read: (day) => day.questions, select: 'all' },
  { id: 'conversations', tone: 2, read: (day) => day.conversations, select: 'all' },
];

const outcomeSeries: readonly Counted[] = [
  { id: 'answered', tone: 2, read: (day) => day.outcomes.answered, select: 'outcome', key: 'answered' },
  { id: 'askedBack', tone: 3, read: (day) => day.outcomes.askedBack, select: 'outcome', key: 'asked-back' },
  { id: 'unknown', tone: 4, read: (day) => day.outcomes.unknown, select: 'outcome', key: 'unknown' },
  { id: 'boundary', tone: 6, read: (day) => day.outcomes.boundary, select: 'outcome', key: 'boundary' },
  {
    id: 'handedOver',
    tone: 1,
    read: (day) => day.outcomes.handedOver,
    select: 'outcome',
    key: 'handed-over',
  },
];

const resolutionSeries: readonly Counted[] = (
  [
    ['confirmed', 2],
    ['assumed', 1],
    ['unresolved', 4],
    ['abandoned', 6],
  ] as const
).map(([id, tone]) => ({
  id,
  tone,
  read: (day) => day.resolutions[id],
  select: 'resolution',
  key: id,
}));

const missSeries: readonly Counted[] = [
  { id: 'unknownRate', tone: 4, read: (day) => day.outcomes.unknown, select: 'outcome', key: 'unknown' },
  {
    id: 'askedBackRate',
    tone: 3,
    read: (day) => day.outcomes.askedBack,
    select: 'outcome',
    key: 'asked-back',
  },
];

const handoffSeries: readonly Counted[] = [
  { id: 'claimed', tone: 1, read: (day) => day.chats - day.missed, select: 'person-asked' },
  { id: 'missed', tone: 4, read: (day) => day.missed, select: 'missed' },
];

const recontactSeries: readonly Counted[] = [
  { id: 'askedAgain', tone: 3, read: (day) => day.askedAgain, select: 'asked-again' },
  { id: 'returned', tone: 5, read: (day) => day.returned, select: 'returned' },
];

/** The wait of a bucket: the median of its days, since waits cannot be added up. */
const waitOf = ({ days }: Bucket): number | null => {
  const waits = days.flatMap(({ waitP50 }) => (waitP50 === null ? [] : [waitP50])).sort((a, b) => a - b);
  return waits[Math.floor(waits.length / 2)] ?? null;
};

const waitSeries = ({ insights, to }: PartProps): Series => ({
  id: 'waitP50',
  label: names.waitP50,
  tone: 1,
  value: waitOf,
  total: duration(insights.figures.handoff.waitP50),
  href: (bucket) => to('person-asked', periodOf(bucket)),
});

/** The figures next to the requests for a person. */
const HandoffFigures = ({ insights: { figures } }: Pick<PartProps, 'insights'>) => (
  <dl class="pairs">
    {(
      [
        [names.waitP50, duration(figures.handoff.waitP50)],
        [names.waitP90, duration(figures.handoff.waitP90)],
        [names.handlingP50, duration(figures.handoff.handlingP50)],
        [names.handlingP90, duration(figures.handoff.handlingP90)],
        [names.outsideHours, count(figures.handoff.requestedOutsideHours)],
      ] as const
    ).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** The plots over time. */
export function OverTime(props: PartProps) {
  const { buckets } = props;
  const counted = (series: readonly Counted[]) => series.map((each) => countedSeries(props, each));
  const rates = missSeries.map((each) => rateSeries(props, each));
  return (
    <>
      <TimePlot
        id="traffic"
        {...words.traffic}
        kind="lines"
        {...{ buckets }}
        series={counted(trafficSeries)}
        format={count}
      />
      <TimePlot
        id="resolutions"
        {...words.resolutions}
        kind="bars"
        {...{ buckets }}
        series={counted(resolutionSeries)}
        format={count}
      />
      <TimePlot
        id="outcomes"
        {...words.outcomes}
        kind="bars"
        {...{ buckets }}
        series={counted(outcomeSeries)}
        format={count}
      />
      <TimePlot
        id="misses"
        {...words.misses}
        kind="lines"
        {...{ buckets }}
        series={rates}
        format={share}
        tick={shareTick}
      />
      <TimePlot
        id="handoff"
        {...words.handoff}
        kind="bars"
        {...{ buckets }}
        series={counted(handoffSeries)}
        format={count}
      >
        <HandoffFigures {...props} />
      </TimePlot>
      <TimePlot
        id="waits"
        {...words.waits}
        kind="lines"
        {...{ buckets }}
        series={[waitSeries(props)]}
        format={duration}
        unit={buckets.some((bucket) => (waitOf(bucket) ?? 0) > 120) ? 60 : 1}
      />
      <TimePlot
        id="recontact"
        {...words.recontact}
        kind="bars"
        {...{ buckets }}
        series={counted(recontactSeries)}
        format={count}
      />
    </>
  );
}
