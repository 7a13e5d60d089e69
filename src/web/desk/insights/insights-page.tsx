import type { Insights } from '#insights/wire.ts';
import type { ViewProps } from '../shell/view.ts';
import { bucketsOf } from './buckets.ts';
import { DrillDown } from './drill-down.tsx';
import { ExportMenu } from './export-menu.tsx';
import { dayRange } from './format.ts';
import { Lists } from './lists.tsx';
import { OverTime } from './over-time.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { towards } from './places.ts';
import { type InsightQuery, queryIn } from './query.ts';
import { Ratings } from './ratings.tsx';
import { Tiles } from './tiles.tsx';
import { useInsights } from './use-insights.ts';
import { insightWords as words } from './words.ts';

/** What customers ask and with what result: plots of a period, and the conversations of each figure. */
export default function InsightsPage({ client, reference }: ViewProps) {
  const query = queryIn(reference);
  if (query.of !== undefined) return <DrillDown key={reference} query={query} of={query.of} />;
  return <Plots client={client} query={query} />;
}

function Plots({ client, query }: Pick<ViewProps, 'client'> & { query: InsightQuery }) {
  const { insights, problem } = useInsights(query);
  return (
    <div class="page-body insights">
      <div class="page-head">
        <h2>{words.title}</h2>
        <ExportMenu query={query} />
      </div>
      <PeriodPicker query={query} router={client.router} insights={insights} />
      <p class="soft" role="status">
        {problem || (insights === undefined ? words.loading : comparedIn(insights))}
      </p>
      {insights === undefined ? (
        <SkeletonPlots />
      ) : insights.figures.conversations === 0 ? (
        <p class="middle">
          {words.empty}
          <br />
          <span class="soft">{words.emptyHint}</span>
        </p>
      ) : (
        <Everything insights={insights} query={query} />
      )}
    </div>
  );
}

const comparedIn = ({ period, before }: Insights): string =>
  words.compared(dayRange(period.from, period.to), dayRange(before.from, before.to), period.timeZone);

function Everything({ insights, query }: { insights: Insights; query: InsightQuery }) {
  const to = towards(query);
  return (
    <>
      <Tiles insights={insights} to={to} />
      <p class="soft">{words.hint}</p>
      <div class="reports">
        <OverTime insights={insights} buckets={bucketsOf(insights.days)} to={to} />
        <Ratings insights={insights} to={to} />
        <Lists insights={insights} to={to} />
      </div>
    </>
  );
}

/** Grey placeholders in the shape of the plots. */
const SkeletonPlots = () => (
  <div class="reports skeleton" aria-hidden="true">
    {[0, 1, 2, 3].map((at) => (
      <span key={at} class="bar plot-bar" />
    ))}
  </div>
);
