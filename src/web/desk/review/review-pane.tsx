import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ReviewClusterDetail, ReviewItem } from '#review/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Icon } from '../shell/icon.tsx';
import type { OpenProps } from '../shell/view.ts';
import { DecisionBar } from './decision-bar.tsx';
import { type DecisionWindow, DecisionWindows } from './decision-windows.tsx';
import { MaskedText } from './masked-text.tsx';
import { useDecide } from './use-decide.ts';
import { reviewWords as words } from './words.ts';
import { Wordings } from './wordings.tsx';

type Shown = Pick<ReviewClusterDetail, 'items' | 'agentsWords'> & {
  cluster: ReviewClusterDetail['cluster'] | undefined;
};

const CLUSTER = 'cluster-';
const QUESTION = 'question-';

/** The open entry: a cluster is loaded, a question is already in the list. */
function useShown(
  { review: list }: DeskClient,
  reference: string,
): { shown: Shown | undefined; problem: string } {
  const [cluster, setCluster] = useState<ReviewClusterDetail>();
  const [problem, setProblem] = useState('');
  const overview = list.overview.value;
  useEffect(() => {
    if (!reference.startsWith(CLUSTER)) return;
    void api.reviewCluster(reference.slice(CLUSTER.length), list.days.peek()).then((answer) => {
      setProblem(answer.ok ? '' : answer.problem);
      setCluster(answer.ok ? answer.body : undefined);
    });
  }, [reference, overview]);
  if (reference.startsWith(CLUSTER)) return { shown: cluster, problem };
  const item = overview?.items.find(({ key }) => key === reference.slice(QUESTION.length));
  const isGone = overview !== undefined && item === undefined;
  return {
    shown: item && { cluster: undefined, items: [item], agentsWords: [] },
    problem: isGone ? words.gone : '',
  };
}

/** The first wording, as the initial question of a new answer. */
const firstQuestion = ([first]: readonly ReviewItem[]): string =>
  (first?.parts ?? [])
    .map(({ text }) => text)
    .join('')
    .slice(0, 200);

function Head({ shown, view, client }: { shown: Shown; view: string; client: DeskClient }) {
  const { cluster, items } = shown;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const [item] = items;
  return (
    <div class="talk-head">
      <button
        type="button"
        class="icon-button back"
        aria-label={words.back}
        title={words.back}
        onClick={() => client.router.go(view)}
      >
        <Icon name="back" />
      </button>
      <h2 tabIndex={-1} ref={heading} dir="auto">
        {cluster === undefined ? <MaskedText parts={item?.parts ?? []} /> : cluster.name}
      </h2>
    </div>
  );
}

const nearestIn = ({ cluster, items }: Pick<Shown, 'cluster' | 'items'>): ReviewItem['nearest'] =>
  cluster === undefined ? (items[0]?.nearest ?? null) : cluster.nearest;

/** How often it was asked, and the nearest answer. */
function Facts({ shown: { cluster, items } }: { shown: Shown }) {
  const nearest = nearestIn({ cluster, items });
  return (
    <div class="review-facts">
      {cluster !== undefined && (
        <>
          <span class="pill">{words.questions(cluster.questions)}</span>
          <span class="pill" title={words.trendHint(cluster.recent, cluster.before)}>
            {words.trend(cluster.recent, cluster.before)}
          </span>
        </>
      )}
      {cluster === undefined &&
        items[0]?.reasons.map((reason) => (
          <span key={reason} class="pill">
            {words.reasons[reason]}
          </span>
        ))}
      <span class="soft">{nearest === null ? words.noNearest : words.nearest(nearest.title)}</span>
    </div>
  );
}

const AgentsWords = ({ replies }: { replies: readonly string[] }) => (
  <section class="review-agents" aria-label={words.agents}>
    <h3>{words.agents}</h3>
    {replies.map((reply) => (
      <blockquote key={reply} dir="auto">
        {reply}
      </blockquote>
    ))}
  </section>
);

function Decisions({ client, view, reference, shown }: OpenProps & { shown: Shown }) {
  const { items, cluster, agentsWords } = shown;
  const all = useMemo(() => new Set(items.map(({ key }) => key)), [items]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(all);
  useEffect(() => setChosen(all), [all]);
  const [open, setOpen] = useState<DecisionWindow>();
  const [problem, setProblem] = useState('');
  const keys = useMemo(() => [...chosen], [chosen]);
  const decide = useDecide(client, { view, reference, isWhole: chosen.size === all.size });
  const nearest = nearestIn(shown);
  return (
    <>
      <div class="review-body">
        <Facts shown={shown} />
        {cluster !== undefined && <Wordings items={items} chosen={chosen} onChange={setChosen} />}
        {agentsWords.length > 0 && <AgentsWords replies={agentsWords} />}
        <p class="soft">{words.masked}</p>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
      <DecisionBar
        isEmpty={chosen.size === 0}
        onOpen={setOpen}
        onLeave={() => void decide(keys, { kind: 'leave' }).then(setProblem)}
      />
      {open !== undefined && (
        <DecisionWindows
          open={open}
          keys={keys}
          days={client.review.days.value}
          answers={client.review.overview.value?.answers ?? []}
          nearest={nearest}
          question={firstQuestion(items)}
          decide={(decision) => decide(keys, decision)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

/** A cluster or a question, with its actions. */
export function ReviewPane(props: OpenProps) {
  const { shown, problem } = useShown(props.client, props.reference);
  if (shown === undefined)
    return (
      <p class="middle soft" role="status">
        {problem || words.loading}
      </p>
    );
  return (
    <article class="talk review">
      <Head shown={shown} view={props.view} client={props.client} />
      <Decisions {...props} shown={shown} />
    </article>
  );
}
