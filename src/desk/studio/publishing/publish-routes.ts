import { DateTime } from 'luxon';
import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import type { Problem } from '#knowledge/problems.ts';
import type { Begun } from '#studio/publishing/publisher.ts';
import { editorRoute } from '../../desk-route.ts';
import { busyProblem } from './busy-problem.ts';
import { progressOf } from './progress.ts';
import { refuseDespite } from './refuse-despite.ts';
import { shownSchedule } from './shown.ts';
import { publishDraftRequest, studioRun, studioSchedule } from './wire.ts';

/** How far ahead a publication can be scheduled, in days. */
const MAX_DAYS = 366;

const publish = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/publish',
    summary: 'Starts publishing the draft, now or at a set time. Refused while the draft has problems.',
    body: { schema: publishDraftRequest, refuse: withSchemaMessage },
    gives: studioRun,
  },
  (context) =>
    async (agent, { body }) => {
      const { publisher, insights, clock } = context;
      const { at, despite, note, version } = await body();
      refuseDespite(agent, despite);
      const due = at === undefined ? undefined : dueTime(at, insights.timeZone, clock());
      const begun = await publisher.begin({ actor: agent.name, note, despite, at: due, version });
      if (begun.kind !== 'begun') throw refusalOf(begun);
      return await progressOf(context, begun.run);
    },
);

/** @throws {HttpProblem} 400 */
function dueTime(local: string, zone: string, now: Date): Date {
  const due = DateTime.fromISO(local, { zone });
  if (!due.isValid) throw badArgument('This time does not exist.');
  // For a time in the hour that the clocks skip, luxon returns a time one hour later.
  if (due.toFormat("yyyy-MM-dd'T'HH:mm") !== local) throw badArgument(skippedInWords(local));
  const days = due.diff(DateTime.fromJSDate(now), 'days').days;
  if (days <= 0) throw badArgument('That time has passed. Choose a later one, or publish now.');
  if (days > MAX_DAYS) throw badArgument('Choose a time within the next year.');
  return due.toJSDate();
}

/** @param local such as 2026-03-29T02:30 */
function skippedInWords(local: string): string {
  const [day = '', time = ''] = local.split('T');
  const written = DateTime.fromISO(day).toFormat('d MMMM yyyy', { locale: 'en' });
  return `The clocks go forward that night: there is no ${time} on ${written}. Choose another time.`;
}

function refusalOf(begun: Exclude<Begun, { kind: 'begun' }>): HttpProblem {
  switch (begun.kind) {
    case 'unchanged':
      return new HttpProblem(409, 'Unchanged', 'There is nothing to publish, because nothing has changed.');
    case 'changed':
      return new HttpProblem(
        409,
        'DraftChanged',
        'The draft has changed since these checks. Check it again.',
      );
    case 'scheduled':
      return new HttpProblem(
        409,
        'AlreadyScheduled',
        `The draft is already scheduled as release ${begun.release}. To choose another time, cancel that first.`,
      );
    case 'problems':
      return new HttpProblem(409, 'HasProblems', problemsInWords(begun.problems));
    case 'busy':
      return busyProblem(begun);
  }
}

function problemsInWords(problems: readonly Problem[]): string {
  const [first] = problems;
  const place = [first?.file, first?.entry, first?.field].filter((part) => part).join(' › ');
  const others = problems.length - 1;
  const more =
    others === 0 ? '' : others === 1 ? ' There is one more problem.' : ` There are ${others} more problems.`;
  return `Fix this first: ${place}: ${first?.message ?? ''}${more}`;
}

const progress = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio/publish',
    summary: 'Returns the progress of publishing the draft or a release, or its result.',
    gives: studioRun,
  },
  (context) => async () => await progressOf(context, await context.publisher.newest()),
);

const scheduled = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio/scheduled',
    summary: 'Lists the scheduled publications, and the results of earlier ones.',
    gives: studioSchedule,
  },
  ({ store: { scheduledPublications }, insights: { timeZone } }) =>
    async () =>
      shownSchedule(await scheduledPublications.list(), timeZone),
);

const cancel = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/scheduled/:id/cancel',
    summary: 'Cancels a scheduled publication. Its changes stay in the draft.',
    body: { schema: z.object({}).meta({ examples: [{}] }) },
    gives: studioSchedule,
  },
  ({ store: { scheduledPublications }, insights: { timeZone }, note }) =>
    async (agent, { params }) => {
      const found = (await scheduledPublications.list()).find(({ id }) => id === params.id);
      if (found === undefined || !(await scheduledPublications.cancel(params.id)))
        throw new HttpProblem(409, 'Gone', 'This release is no longer scheduled.');
      await note(agent, 'cancelled a scheduled release', String(found.releaseNumber));
      return shownSchedule(await scheduledPublications.list(), timeZone);
    },
);

/** Publishing the draft, now or at a set time. */
export const publishRoutes = [publish, progress, scheduled, cancel];
