import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import { fieldChanges } from '#releases/field-changes.ts';
import type { ExpectedResult } from '#expected/run-expected.ts';
import type { ReleaseFigures } from '#store/release-details.ts';
import type { Store } from '#store/store.ts';
import type { EntryKind } from '#studio/entries/entry.ts';
import type { DeskContext } from '../desk-context.ts';
import { editorRoute } from '../desk-route.ts';
import { refuseDespite } from '../studio/publishing/refuse-despite.ts';
import { shownFields } from '../studio/publishing/shown.ts';
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
    summary: 'Publishes a release. It goes live within seconds, on all servers.',
    body: {
      schema: publishRequest,
      refuse: () => badArgument('"note" and "despite" must be texts of at most 500 characters.'),
    },
    gives: deskReleases,
  },
  ({ store, bench, publishRelease, note: audit }) =>
    async (agent, { params, body }) => {
      const number = numberFrom(params.number);
      const { note, despite: given } = await body();
      refuseDespite(agent, given);
      const broken = await brokenBy({ store, bench }, number);
      if (broken.length > 0 && given === undefined) throw breaking(number, broken);
      const despite = broken.length > 0 ? given : undefined;
      const reason = { actor: agent.name, note, ...(despite !== undefined && { despite }) };
      if (!(await unlessUnusable(publishRelease(number, reason)))) throw notFound();
      const action = despite === undefined ? 'published a release' : 'published a release despite';
      await audit(agent, action, String(number), despite ?? note);
      return await readReleases(store);
    },
);

/**
 * The expected answers that a release breaks. An imported release has never answered anybody, so it must meet them;
 * rolling back breaks none.
 */
async function brokenBy(
  { store: { releases }, bench }: Pick<DeskContext, 'store' | 'bench'>,
  number: number,
): Promise<readonly ExpectedResult[]> {
  const publications = await releases.publications();
  const [current] = publications;
  if (current === undefined || publications.some(({ releaseNumber }) => releaseNumber === number)) return [];
  const [published, draft] = await Promise.all([
    releases.documents(current.releaseNumber),
    releases.documents(number),
  ]);
  if (published === undefined || draft === undefined) return [];
  return (await unlessUnusable(bench.judge({ published, draft }))).broken;
}

const breaking = (number: number, broken: readonly ExpectedResult[]): HttpProblem =>
  new HttpProblem(
    409,
    'BreaksExpected',
    `Release ${number} breaks ${broken.length === 1 ? 'an expected answer' : `${broken.length} expected answers`}: ` +
      `“${broken[0]?.asked}”. A supervisor can publish it anyway by giving a reason.`,
  );

/** @throws {HttpProblem} 409 for a release that an earlier version of this program made and this one cannot read */
async function unlessUnusable<Given>(publishing: Promise<Given>): Promise<Given> {
  try {
    return await publishing;
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    throw new HttpProblem(409, 'Unusable', 'This version of the bot can no longer use that release.');
  }
}

/** Releases of the knowledge, for editors and supervisors. */
export const releaseRoutes = [list, differences, changes, publish];
