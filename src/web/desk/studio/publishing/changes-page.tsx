import type { ChangedEntryShown, StudioVerdict } from '#desk/studio/publishing/wire.ts';
import { entryHref, sectionHref } from '../places.ts';
import type { SectionProps } from '../section-props.ts';
import { BehaviourView } from './behaviour.tsx';
import { FieldList } from './field-list.tsx';
import { useVerdict } from './use-verdict.ts';
import { changesWords as words } from './words.ts';
import './publishing.css';

/** What publishing the draft would change: texts, and the answers to recent questions. */
export function ChangesPage({ draft }: SectionProps) {
  const { verdict, problem, tryAgain } = useVerdict(draft);
  const isUnchanged = verdict?.changes.length === 0;
  return (
    <section class="publishing" aria-label={words.title}>
      <p role="status">
        {problem || (verdict === undefined ? words.loading : isUnchanged ? words.nothing : '')}
      </p>
      {verdict !== undefined && !isUnchanged && (
        <>
          <h2>{words.texts}</h2>
          {verdict.changes.map((change) => (
            <Changed key={`${change.document} ${change.kind} ${change.id}`} change={change} />
          ))}
          <h2>{words.questions}</h2>
          <Questions verdict={verdict} tryAgain={tryAgain} />
        </>
      )}
    </section>
  );
}

const Changed = ({ change }: { change: ChangedEntryShown }) => (
  <article class="changed-entry">
    <h3>
      <span class="pill">{words.states[change.state]}</span>{' '}
      <a href={entryHref(change)} dir="auto">
        {change.title}
      </a>{' '}
      {change.editors.length > 0 && <bdi class="soft">{words.by(change.editors)}</bdi>}
    </h3>
    {change.isOverdue && <p class="problem">{words.overdue}</p>}
    <FieldList entry={change} fields={change.fields} />
  </article>
);

function Questions({ verdict, tryAgain }: { verdict: StudioVerdict; tryAgain: () => void }) {
  const { behaviour, failure, isDone, training, version, problems } = verdict;
  if (problems !== null && problems.length > 0)
    return (
      <p role="status">
        {words.notRead} <a href={sectionHref('publish')}>{words.seeProblems}</a>
      </p>
    );
  if (behaviour !== null) return <BehaviourView version={version} behaviour={behaviour} />;
  if (!isDone)
    return (
      <p role="status">{training === null ? words.reading : words.training(training.done, training.total)}</p>
    );
  return (
    <p role="status">
      {failure ?? words.failed}{' '}
      <button type="button" class="quiet" onClick={tryAgain}>
        {words.tryAgain}
      </button>
    </p>
  );
}
