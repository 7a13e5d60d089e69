import type { StudioVerdict } from '#desk/studio/publishing/wire.ts';
import type { StudioProblem } from '#desk/studio/wire.ts';
import { isSameEntry } from '#studio/entries/entry.ts';
import { fieldLabel } from '../form/field-label.ts';
import { formOf } from '../form/forms.ts';
import { entryHref, sectionHref } from '../places.ts';
import { changesWords, publishWords as words } from './words.ts';

type Expected = NonNullable<StudioVerdict['expected']>;

/** Whether the draft can be published and, if not, why, in plain sentences. */
export function VerdictSummary({ verdict, tryAgain }: { verdict: StudioVerdict; tryAgain: () => void }) {
  const { problems, expected, behaviour, changes, training, isDone, failure } = verdict;
  const different = behaviour?.groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <div class="verdict">
      {problems !== null && <Problems problems={problems} changes={changes} />}
      {expected !== null && <ExpectedView expected={expected} />}
      {!isDone && (
        <p role="status">
          {training === null ? words.looking : changesWords.training(training.done, training.total)}
        </p>
      )}
      {failure !== null && (
        <p class="problem">
          {failure}{' '}
          <button type="button" class="quiet" onClick={tryAgain}>
            {changesWords.tryAgain}
          </button>
        </p>
      )}
      <p>
        {words.changed(changes.length)}{' '}
        {different !== undefined && behaviour?.read !== 0 && words.answersChange(different)}{' '}
        <a href={sectionHref('changes')}>{words.seeChanges}</a>
      </p>
    </div>
  );
}

type ProblemsProps = Pick<StudioVerdict, 'changes'> & { problems: readonly StudioProblem[] };

const Problems = ({ problems, changes }: ProblemsProps) =>
  problems.length === 0 ? (
    <p class="verdict-line good">{words.noProblem}</p>
  ) : (
    <div class="verdict-line bad">
      <p>{words.problems(problems.length)}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.document} ${problem.entry} ${problem.field} ${problem.message}`}>
            <ProblemPlace problem={problem} changes={changes} />: {problem.message}
          </li>
        ))}
      </ul>
    </div>
  );

/** The entry and field, as people call them; the document, if it is no entry's problem. */
function ProblemPlace({
  problem: { key, document, entry, field },
  changes,
}: Pick<StudioVerdict, 'changes'> & { problem: StudioProblem }) {
  if (key === null) return <span translate={false}>{document}</span>;
  const label = fieldLabel(formOf(key), field);
  return (
    <>
      <a href={entryHref(key)} dir="auto">
        {changes.find((change) => isSameEntry(change, key))?.title ?? entry}
      </a>
      {label !== '' && ` ${label}`}
    </>
  );
}

function ExpectedView({ expected: { total, broken, failingBefore } }: { expected: Expected }) {
  if (total === 0) return <p class="verdict-line">{words.noExpected}</p>;
  const before = failingBefore.length;
  if (broken.length === 0)
    return (
      <p class="verdict-line good">
        {before === 0 ? words.allHold(total) : words.someHold(total - before, total)}
      </p>
    );
  return (
    <div class="verdict-line bad">
      <p>{words.broken(broken.length, total)}</p>
      <BrokenList broken={broken} />
      {before > 0 && <p>{words.failingBefore(before)}</p>}
    </div>
  );
}

/** Expected answers that publishing would break. */
export const BrokenList = ({ broken }: { broken: Expected['broken'] }) => (
  <ul>
    {broken.map(({ document, kind, id, asked, wanted, got }) => (
      <li key={`${document} ${id}`}>
        <a href={entryHref({ document, kind: `expected-${kind}`, id }, 'expected')} dir="auto">
          {asked}
        </a>
        <p class="soft" dir="auto">
          {words.wanted}: {wanted}. {words.got}: {got}.
        </p>
      </li>
    ))}
  </ul>
);
