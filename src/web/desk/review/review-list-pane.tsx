import { useEffect, useState } from 'preact/hooks';
import type { ReviewCluster, ReviewItem, ReviewOverview } from '#review/wire.ts';
import { clusterReference, questionReference, type ReviewList } from '../client/review-list.ts';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { listTime, shortTime } from '../times.ts';
import { DraftsDialog } from './drafts-dialog.tsx';
import { MaskedText } from './masked-text.tsx';
import { reviewWords as words } from './words.ts';

const periods = [7, 30, 90, 365];

function Segments({ list }: { list: ReviewList }) {
  const overview = list.overview.value;
  const counts = { clusters: overview?.clusters.length, questions: overview?.open };
  return (
    <div class="segments" role="group" aria-label={words.segments}>
      {(['clusters', 'questions'] as const).map((segment) => (
        <button
          key={segment}
          type="button"
          class="segment"
          aria-pressed={segment === list.segment.value}
          onClick={() => list.show(segment)}
        >
          {words.segment[segment]}{' '}
          <span class="segment-count" translate={false}>
            {counts[segment]}
          </span>
        </button>
      ))}
    </div>
  );
}

interface RowProps {
  href: string;
  isCurrent: boolean;
}

const ClusterRow = ({ cluster, href, isCurrent }: RowProps & { cluster: ReviewCluster }) => (
  <li class="row">
    <a class="row-link review-row" href={href} aria-current={isCurrent ? 'true' : undefined}>
      <span class="row-head">
        <strong dir="auto" translate={false}>
          {cluster.name}
        </strong>
      </span>
      <span class="row-words">
        <MaskedText parts={cluster.examples[0]?.parts ?? []} />
      </span>
      <span class="row-pills">
        <span class="pill">{words.questions(cluster.questions)}</span>
        {cluster.recent > cluster.before && (
          <span class="pill soon">{words.trend(cluster.recent, cluster.before)}</span>
        )}
      </span>
    </a>
  </li>
);

const ItemRow = ({ item, href, isCurrent }: RowProps & { item: ReviewItem }) => (
  <li class="row">
    <a class="row-link review-row" href={href} aria-current={isCurrent ? 'true' : undefined}>
      <span class="row-words">
        <MaskedText parts={item.parts} />
      </span>
      <span class="row-pills">
        <span class="pill">{item.reasons[0] === undefined ? '' : words.reasons[item.reasons[0]]}</span>
        {item.count > 1 && <span class="soft">{words.times(item.count)}</span>}
        <time class="soft" dateTime={item.lastAt} title={shortTime(item.lastAt)}>
          {listTime(item.lastAt)}
        </time>
      </span>
    </a>
  </li>
);

function Rows({
  overview,
  list,
  view,
  current,
}: {
  overview: ReviewOverview;
  list: ReviewList;
  view: string;
  current: string | undefined;
}) {
  const placeOf = (reference: string): RowProps => ({
    href: hrefOf(view, reference),
    isCurrent: reference === current,
  });
  return (
    <ul>
      {list.segment.value === 'clusters'
        ? overview.clusters.map((cluster) => (
            <ClusterRow key={cluster.id} cluster={cluster} {...placeOf(clusterReference(cluster.id))} />
          ))
        : overview.items.map((item) => (
            <ItemRow key={item.key} item={item} {...placeOf(questionReference(item.key))} />
          ))}
    </ul>
  );
}

const summaryOf = ({ overview, segment }: ReviewList): string => {
  if (overview.value === undefined) return words.loading;
  if (segment.value === 'clusters') return overview.value.clusters.length === 0 ? words.noClusters : '';
  return overview.value.items.length === 0 ? words.noQuestions : '';
};

/** The entries to review, and the drafts so far. */
export function ReviewListPane({ client, view, reference: current }: ViewProps) {
  const { review: list } = client;
  const [showsDrafts, setShowsDrafts] = useState(false);
  useEffect(() => void list.load(true), [list]);
  const overview = list.overview.value;
  return (
    <>
      <div class="list-head">
        <h2>{words.title}</h2>
        <select
          aria-label={words.period}
          value={list.days.value}
          onChange={({ currentTarget }) => list.setDays(Number(currentTarget.value))}
        >
          {periods.map((days) => (
            <option key={days} value={days}>
              {words.days(days)}
            </option>
          ))}
        </select>
      </div>
      <Segments list={list} />
      <p class="list-summary soft" role="status">
        {list.problem.value || summaryOf(list)}
      </p>
      {overview !== undefined && <Rows overview={overview} list={list} view={view} current={current} />}
      {overview !== undefined && (
        <p class="list-more">
          <button type="button" class="quiet" data-key="d" onClick={() => setShowsDrafts(true)}>
            {words.drafts(overview.drafts.phrases, overview.drafts.answers)} <kbd aria-hidden="true">d</kbd>
          </button>
        </p>
      )}
      {showsDrafts && <DraftsDialog list={list} onClose={() => setShowsDrafts(false)} />}
    </>
  );
}
