import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ReviewOverview } from '#review/wire.ts';
import { api } from '../api.ts';

/** Similar questions grouped, or each wording alone. */
type ReviewSegment = 'clusters' | 'questions';

/** The references under which an entry of the review is open. */
export const clusterReference = (id: string): string => `cluster-${id}`;
export const questionReference = (key: string): string => `question-${key}`;

/** The entries to review, loaded when the view is opened. */
export interface ReviewList {
  /** Undefined until it has loaded. */
  readonly overview: ReadonlySignal<ReviewOverview | undefined>;
  readonly segment: ReadonlySignal<ReviewSegment>;
  readonly days: ReadonlySignal<number>;
  /** A sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  show: (segment: ReviewSegment) => void;
  setDays: (days: number) => void;
  /** @param isFresh whether to include even the newest questions */
  load: (isFresh?: boolean) => Promise<void>;
  /** What to open after an entry is closed; undefined if it was the last one. */
  after: (reference: string) => string | undefined;
}

const DAYS = 30;

export function createReviewList(): ReviewList {
  const overview = signal<ReviewOverview>();
  const chosen = signal<ReviewSegment>();
  const days = signal(DAYS);
  const problem = signal('');
  // Do not start with an empty list.
  const segment = computed(
    () => chosen.value ?? (overview.value?.clusters.length === 0 ? 'questions' : 'clusters'),
  );
  const references = computed(() =>
    segment.value === 'clusters'
      ? (overview.value?.clusters ?? []).map(({ id }) => clusterReference(id))
      : (overview.value?.items ?? []).map(({ key }) => questionReference(key)),
  );
  const load = async (isFresh = false): Promise<void> => {
    const asked = days.peek();
    const answer = await api.review(asked, isFresh);
    if (asked !== days.peek()) return;
    problem.value = answer.ok ? '' : answer.problem;
    if (answer.ok) overview.value = answer.body;
  };
  return {
    overview,
    segment,
    days,
    problem,
    load,
    show(next) {
      chosen.value = next;
    },
    setDays(next) {
      days.value = next;
      overview.value = undefined;
      void load();
    },
    after(reference) {
      const all = references.value;
      const at = all.indexOf(reference);
      return all[at + 1] ?? all[at - 1];
    },
  };
}
