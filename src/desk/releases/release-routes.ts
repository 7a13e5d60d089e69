import { badArgument, HttpProblem } from '#http/problem.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import { compareReleases } from '#releases/compare.ts';
import type { Releases } from '#store/releases.ts';
import { editorRoute } from '../desk-route.ts';
import { type DeskRelease, deskReleaseDifferences, deskReleases, publishRequest } from './wire.ts';

const LONGEST_NUMBER = 9;

/** @throws {HttpProblem} 404 */
function numberFrom(given: string): number {
  if (!/^[1-9]\d*$/.test(given) || given.length > LONGEST_NUMBER) throw notFound();
  return Number(given);
}

const notFound = (): HttpProblem => new HttpProblem(404, 'NotFound', 'There is no such release.');

async function readReleases(releases: Releases): Promise<DeskRelease[]> {
  const [all, publications] = await Promise.all([releases.list(), releases.publications()]);
  return all.map(({ createdAt, ...release }) => {
    const published = publications.find(({ releaseNumber }) => releaseNumber === release.number);
    return {
      ...release,
      createdAt: createdAt.toISOString(),
      publishedAt: published?.at.toISOString() ?? null,
      isCurrent: publications[0]?.releaseNumber === release.number,
    };
  });
}

const list = editorRoute(
  {
    method: 'get',
    path: '/desk/api/releases',
    summary: 'Lists the releases of the knowledge.',
    gives: deskReleases,
  },
  ({ store: { releases } }) =>
    async () =>
      await readReleases(releases),
);

const differences = editorRoute(
  {
    method: 'get',
    path: '/desk/api/releases/:number/differences',
    summary: 'Shows what differs in a release from the one that answers customers.',
    gives: deskReleaseDifferences,
  },
  ({ store: { releases } }) =>
    async (_agent, { params: { number } }) => {
      const [current] = await releases.publications();
      const [before, after] = await Promise.all([
        current && releases.documents(current.releaseNumber),
        releases.documents(numberFrom(number)),
      ]);
      if (before === undefined || after === undefined) throw notFound();
      return { differences: compareReleases(before, after) };
    },
);

const publish = editorRoute(
  {
    method: 'post',
    path: '/desk/api/releases/:number/publish',
    summary: 'Publishes a release: customers are answered from it within seconds, on all servers.',
    body: {
      schema: publishRequest,
      refuse: () => badArgument('"note" must be a text of at most 500 characters.'),
    },
    gives: deskReleases,
  },
  ({ store: { releases }, publishRelease, note: audit }) =>
    async (agent, { params, body }) => {
      const number = numberFrom(params.number);
      const { note } = await body();
      if (!(await unlessUnusable(publishRelease(number, { actor: agent.name, note })))) throw notFound();
      await audit(agent, 'published a release', String(number), note);
      return await readReleases(releases);
    },
);

/** @throws {HttpProblem} 409 for a release that an earlier version of this program made, and this one cannot read */
async function unlessUnusable(publishing: Promise<boolean>): Promise<boolean> {
  try {
    return await publishing;
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    throw new HttpProblem(409, 'Unusable', 'This version of the bot cannot use that release any more.');
  }
}

/** Releases of the knowledge, for editors and supervisors. */
export const releaseRoutes = [list, differences, publish];
