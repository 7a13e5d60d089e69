import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { fieldChanges } from '#releases/field-changes.ts';
import type { ReleaseFigures } from '#store/release-details.ts';
import type { Store } from '#store/store.ts';
import type { EntryKind } from '#studio/entries/entry.ts';
import { editorRoute } from '../desk-route.ts';
import { busyProblem } from '../studio/publishing/busy-problem.ts';
import { progressOf } from '../studio/publishing/progress.ts';
import { refuseDespite } from '../studio/publishing/refuse-despite.ts';
import { shownFields } from '../studio/publishing/shown.ts';
import { studioRun } from '../studio/publishing/wire.ts';
import {
  type DeskRelease,
  deskReleaseChanges,
  deskReleaseDifferences,
  deskReleases,
  publishRequest,
} from './wire.ts';

const LONGEST_NUMBER = 9;

/** @throws {HttpProblem} 404 */
function numberFrom(given: string): number {
  if (!/^[1-9]\d*$/.test(given) || given.length > LONGEST_NUMBER) throw notFound();
  return Number(given);
}

const notFound = (): HttpProblem => new HttpProblem(404, 'NotFound', 'There is no such release.');

const overtaken = (): HttpProblem =>
  new HttpProblem(
    409,
    'Overtaken',
    'Another release has just been published. Check which release is live, then try again.',
  );

async function readReleases({ releases, releaseDetails }: Store): Promise<DeskRelease[]> {
  const [all, publications, figures] = await Promise.all([
    releases.list(),
    releases.publications(),
    releaseDetails.figures(),
  ]);
  return all.map(({ createdAt, ...release }) => {
    const published = publications.find(({ releaseNumber }) => releaseNumber === release.number);
    const own = figures.get(release.number);
    return {
      ...release,
      createdAt: createdAt.toISOString(),
      publishedAt: published?.at.toISOString() ?? null,
      publication: published?.number ?? null,
      publishedBy: published?.actor ?? null,
      publishedNote: published?.note ?? null,
      isCurrent: publications[0]?.releaseNumber === release.number,
      despite: published?.despite ?? null,
      figures: own === undefined ? null : shownFigures(own),
    };
  });
}

const shownFigures = ({ trainedMs, ...figures }: ReleaseFigures): DeskRelease['figures'] => ({
  ...figures,
  trainedSeconds: trainedMs === undefined ? null : Math.round(trainedMs / 100) / 10,
});

const list = editorRoute(
  {
    method: 'get',
    path: '/desk/api/releases',
    summary: 'Lists the releases of the knowledge.',
    gives: deskReleases,
  },
  ({ store }) =>
    async () =>
      await readReleases(store),
);

const differences = editorRoute(
  {
    method: 'get',
    path: '/desk/api/releases/:number/differences',
    summary: 'Shows the differences between two releases.',
    query: {
      schema: z.object({
        with: single(z.string()).describe('The number of the other release; by default the live one.'),
      }),
    },
    gives: deskReleaseDifferences,
  },
  ({ store: { releases }, bench }) =>
    async (_agent, { params: { number }, query }) => {
      const { with: other } = query();
      const [current] = await releases.publications();
      const against = other === undefined ? current?.releaseNumber : numberFrom(other);
      const [before, after] = await Promise.all([
        against === undefined ? undefined : releases.documents(against),
        releases.documents(numberFrom(number)),
      ]);
      if (before === undefined || after === undefined) throw notFound();
      const found = await bench.compare(before, after);
      return { differences: found.map((each) => ({ ...each, changes: shownFields(each.changes) })) };
    },
);

const changes = editorRoute(
  {
    method: 'get',
    path: '/desk/api/releases/:number/changes',
    summary: 'Shows what a release made at the desk changed, and who made the changes.',
    gives: deskReleaseChanges,
  },
  ({ store: { releaseDetails } }) =>
    async (_agent, { params: { number } }) => {
      const found = await releaseDetails.changesOf(numberFrom(number));
      return {
        changes: found.map(({ document, kind, id, editors, before, after }) => ({
          document,
          // This program stored it.
          kind: kind as EntryKind,
          id,
          editors: [...editors],
          fields: shownFields(fieldChanges(before, after)),
        })),
      };
    },
);

const publish = editorRoute(
  {
    method: 'post',
    path: '/desk/api/releases/:number/publish',
    summary:
      'Starts publishing a release. It may have to be trained first, which takes minutes for large knowledge; then it ' +
      'goes live within seconds, on all servers. GET /desk/api/studio/publish returns the progress and the result.',
    body: {
      schema: publishRequest,
      refuse: () =>
        badArgument('"note" and "despite" must be texts of at most 500 characters, "last" a number.'),
    },
    gives: studioRun,
  },
  (context) =>
    async (agent, { params, body }) => {
      const number = numberFrom(params.number);
      const { note, despite, last } = await body();
      refuseDespite(agent, despite);
      const begun = await context.publisher.beginExisting(number, { actor: agent.name, note, despite, last });
      if (begun.kind === 'missing') throw notFound();
      if (begun.kind === 'busy') throw busyProblem(begun);
      if (begun.kind === 'overtaken') throw overtaken();
      return await progressOf(context, begun.run);
    },
);

/** Releases of the knowledge, for editors and supervisors. */
export const releaseRoutes = [list, differences, changes, publish];
