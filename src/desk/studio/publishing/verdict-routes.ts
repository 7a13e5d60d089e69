import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { withSchemaMessage } from '#http/route.ts';
import { editorRoute } from '../../desk-route.ts';
import { shownHistory, shownVerdict } from './shown.ts';
import { studioHistory, studioQuestions, studioVerdict } from './wire.ts';

const LONGEST = 200;

const verdict = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio/verdict',
    summary:
      'Says what publishing the draft would do: what is wrong, which expected answers fail, and what changes. ' +
      'This takes seconds: repeat the request until it is done.',
    query: {
      schema: z.object({
        waitingFor: single(z.string().max(LONGEST)).describe('The version of a verdict that was not done.'),
        fresh: single(z.string().max(1)).describe('"1": compute it again if it failed.'),
      }),
      refuse: withSchemaMessage,
    },
    gives: studioVerdict,
  },
  ({ verdicts, bench, facts: { titleOf } }) =>
    async (_agent, { query }) => {
      const { waitingFor, fresh } = query();
      const isFresh = fresh === '1';
      const known = await verdicts.read({ ...(waitingFor === undefined ? {} : { waitingFor }), isFresh });
      return shownVerdict(known, { training: bench.training, titleOf });
    },
);

const questions = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio/verdict/questions',
    summary: 'Shows the questions of a group that the draft answers differently; personal data is masked.',
    query: {
      schema: z.object({
        version: single(z.string().max(LONGEST)).describe('Of the verdict.'),
        group: single(z.string().max(LONGEST)).describe('The id of the group.'),
      }),
      refuse: withSchemaMessage,
    },
    gives: studioQuestions,
  },
  ({ verdicts }) =>
    async (_agent, { query }) => {
      const { version = '', group = '' } = query();
      const asked = await verdicts.questionsOf(version, group);
      if (asked.kind !== 'found') throw refusals[asked.kind]();
      return { questions: asked.questions.map(({ parts, at }) => ({ parts, at: at.toISOString() })) };
    },
);

const refusals = {
  unfinished: () =>
    new HttpProblem(409, 'Unfinished', 'The draft is still being checked. Open this again in a moment.'),
  outdated: () =>
    new HttpProblem(409, 'Superseded', 'The draft has changed since these checks. Reload the page.'),
};

const history = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio/history',
    summary: 'Lists the releases that changed an entry, and who made the changes.',
    query: {
      schema: z.object({
        document: single(z.string().max(LONGEST)),
        kind: single(z.string().max(LONGEST)),
        id: single(z.string().max(LONGEST)),
      }),
      refuse: withSchemaMessage,
    },
    gives: studioHistory,
  },
  ({ store: { releases, releaseDetails } }) =>
    async (_agent, { query }) => {
      const { document = '', kind = '', id = '' } = query();
      const [changes, publications] = await Promise.all([
        releaseDetails.history({ document, kind, id }),
        releases.publications(),
      ]);
      return shownHistory(changes, publications);
    },
);

/** What publishing the draft would do, and how releases have changed an entry. */
export const verdictRoutes = [verdict, questions, history];
