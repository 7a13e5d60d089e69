import type { FieldChange } from '#releases/field-changes.ts';
import type { PublishRun } from '#store/publish-runs.ts';
import type { PastChange } from '#store/release-details.ts';
import type { Publication } from '#store/releases.ts';
import type { ScheduledPublication } from '#store/scheduled-publications.ts';
import { fieldChanges } from '#releases/field-changes.ts';
import { failingOf } from '#studio/publishing/failing.ts';
import { publishOutcome } from '#studio/publishing/outcome.ts';
import { type Behaviour, groupIdOf, type Verdict } from '#studio/publishing/verdict.ts';
import type { RereadGroup } from '#studio/workbench/reread.ts';
import { shownProblem } from '../shown.ts';
import type {
  BehaviourGroup,
  FieldChanged,
  StudioHistory,
  StudioRun,
  StudioSchedule,
  StudioVerdict,
} from './wire.ts';

export const shownFields = (changes: readonly FieldChange[]): FieldChanged[] =>
  changes.map(({ field, before, after }) => ({ field, before: before ?? null, after: after ?? null }));

type TitleOf = (intent: string) => string | undefined;

export function shownVerdict(
  { version, changes, problems, expected, behaviour, failure, isDone }: Verdict,
  { training, titleOf }: { training: StudioVerdict['training'] | undefined; titleOf: TitleOf },
): StudioVerdict {
  return {
    version,
    isDone,
    failure: failure ?? null,
    training: training ?? null,
    changes: changes.map(({ fields, editors, ...change }) => ({
      ...change,
      editors: [...editors],
      fields: shownFields(fields),
    })),
    problems: problems?.map(shownProblem) ?? null,
    expected:
      expected === undefined
        ? null
        : {
            total: expected.total,
            broken: expected.broken.map(failingOf),
            failingBefore: expected.failingBefore.map(failingOf),
          },
    behaviour: behaviour === undefined ? null : shownBehaviour(behaviour, titleOf),
  };
}

const shownBehaviour = (
  { read, isExact, chance, groups }: Behaviour,
  titleOf: TitleOf,
): NonNullable<StudioVerdict['behaviour']> => ({
  read,
  isExact,
  chance,
  groups: groups.map((group) => shownGroup(group, titleOf)),
});

const shownGroup = (group: RereadGroup, titleOf: TitleOf): BehaviourGroup => {
  const { before, after, questions, pulledBy } = group;
  return {
    id: groupIdOf(group),
    before: { certainty: before.certainty, titles: [...before.titles] },
    after: { certainty: after.certainty, titles: [...after.titles] },
    count: questions.length,
    pulledBy: pulledBy.map(({ text, intent, count }) => ({ text, title: titleOf(intent) ?? intent, count })),
  };
};

/** @param now to tell how long an unfinished run has lasted */
export function shownRun(run: PublishRun | undefined, now: Date): StudioRun['run'] {
  if (run === undefined) return null;
  const { id, actor, releaseNumber, step, done, total, startedAt, endedAt, outcome } = run;
  const milliseconds = (endedAt ?? now).getTime() - startedAt.getTime();
  return {
    id,
    actor,
    release: releaseNumber ?? null,
    step,
    done,
    total,
    seconds: Math.max(0, Math.round(milliseconds / 1000)),
    outcome: outcome === undefined ? null : publishOutcome.parse(outcome),
  };
}

export const shownSchedule = (
  scheduled: readonly ScheduledPublication[],
  timeZone: string,
): StudioSchedule => ({
  timeZone,
  scheduled: scheduled.map(({ id, releaseNumber, dueAt, actor, note, state, problem }) => ({
    id,
    actor,
    note,
    state,
    release: releaseNumber,
    at: dueAt.toISOString(),
    problem: problem ?? null,
  })),
});

export const shownHistory = (
  changes: readonly PastChange[],
  publications: readonly Publication[],
): StudioHistory => ({
  changes: changes.map(({ releaseNumber, createdAt, editors, note, before, after }) => ({
    release: releaseNumber,
    at: createdAt.toISOString(),
    publishedAt: publications.find((each) => each.releaseNumber === releaseNumber)?.at.toISOString() ?? null,
    editors: [...editors],
    note,
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    fields: shownFields(fieldChanges(before, after)),
  })),
});
