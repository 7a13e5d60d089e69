import { useEffect, useState } from 'preact/hooks';
import type { StudioSchedule, StudioVerdict } from '#desk/studio/publishing/wire.ts';
import type { SectionProps } from '../section-props.ts';
import { PublishForm, type PublishWish } from './publish-form.tsx';
import { publishingApi } from './publishing-api.ts';
import { RunView } from './run-view.tsx';
import { ScheduleList } from './schedule-list.tsx';
import { useRun } from './use-run.ts';
import { useVerdict } from './use-verdict.ts';
import { VerdictSummary } from './verdict-summary.tsx';
import { changesWords, publishWords as words } from './words.ts';
import './publishing.css';

/** While a scheduled release is waiting. */
const EVERY_MS = 5000;

/** Publishes the draft: first the verdict, then the note, then now or later. */
export function PublishPage({ client, draft }: SectionProps) {
  const { verdict, problem, tryAgain } = useVerdict(draft);
  const { schedule, loadSchedule, cancel } = useSchedule();
  const followed = useRun(() => {
    draft.changed();
    void loadSchedule();
  });
  const { run, begin } = followed;
  const isRunning = run !== undefined && run.outcome === null;
  const publish = async (wish: PublishWish): Promise<string> => {
    const refusal = await begin(publishingApi.publish({ ...wish, version: verdict?.version }));
    // Others may have changed the draft since it was checked.
    if (refusal !== '') void draft.load();
    return refusal;
  };
  const state = verdict && stateOf(verdict, client.me.role === 'supervisor');
  return (
    <section class="publishing" aria-label={words.title}>
      <RunView {...followed} />
      <p role="status">{problem || (verdict === undefined ? changesWords.loading : '')}</p>
      {verdict !== undefined &&
        (state === 'unchanged' ? (
          <p>{changesWords.nothing}</p>
        ) : (
          <>
            <h2>{words.checks}</h2>
            <VerdictSummary verdict={verdict} tryAgain={tryAgain} />
            {state !== undefined && <p class="verdict-word">{sentences[state]}</p>}
          </>
        ))}
      <PublishForm
        isReady={state === 'ready' || state === 'needs-reason'}
        isHidden={isRunning || state === undefined || isHiding[state]}
        needsReason={state === 'needs-reason'}
        timeZone={schedule?.timeZone ?? ''}
        publish={publish}
      />
      {schedule !== undefined && <ScheduleList schedule={schedule} cancel={cancel} />}
    </section>
  );
}

type State = 'looking' | 'unchanged' | 'ready' | 'not-ready' | 'blocked' | 'needs-reason';

const sentences: Record<State, string> = {
  looking: '',
  unchanged: '',
  ready: words.ready,
  'not-ready': words.notReady,
  blocked: words.blocked,
  'needs-reason': words.blockedForYou,
};

/** In which of them nothing can be published; while it is not known yet, a colleague's change must not take the form away. */
const isHiding: Record<State, boolean> = {
  looking: false,
  unchanged: true,
  ready: false,
  'not-ready': true,
  blocked: true,
  'needs-reason': false,
};

function stateOf({ changes, problems, expected }: StudioVerdict, isSupervisor: boolean): State {
  if (changes.length === 0) return 'unchanged';
  if (problems !== null && problems.length > 0) return 'not-ready';
  if (expected === null) return 'looking';
  if (expected.broken.length === 0) return 'ready';
  return isSupervisor ? 'needs-reason' : 'blocked';
}

function useSchedule() {
  const [schedule, setSchedule] = useState<StudioSchedule>();
  const loadSchedule = async (): Promise<void> => {
    const answer = await publishingApi.schedule();
    if (answer.ok) setSchedule(answer.body);
  };
  useEffect(() => void loadSchedule(), []);
  const isWaiting = schedule?.scheduled.some(({ state }) => state === 'waiting');
  useEffect(() => {
    // Some are held, fail, or are cancelled by others.
    const timer = isWaiting ? setInterval(() => void loadSchedule(), EVERY_MS) : undefined;
    return () => clearInterval(timer);
  }, [isWaiting]);
  const cancel = (id: string): void =>
    void publishingApi.cancel(id).then((answer) => (answer.ok ? setSchedule(answer.body) : loadSchedule()));
  return { schedule, loadSchedule, cancel };
}
