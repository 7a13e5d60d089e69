import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { withSchemaMessage } from '#http/route.ts';
import {
  decideRequest,
  previewRequest,
  reviewClusterDetail,
  reviewDecided,
  reviewDrafts,
  reviewOverview,
  reviewPreview,
  undoRequest,
} from '#review/wire.ts';
import { editorRoute } from './desk-route.ts';

const DEFAULT_DAYS = 30;
const MAX_DAYS = 365;

const period = z.object({
  days: single(z.string().regex(/^\d{1,3}$/, 'Ask for a number of days.')).describe(
    `Questions of so many days, ${DEFAULT_DAYS} by default.`,
  ),
  fresh: single(z.string().regex(/^1$/, 'Ask with "fresh=1".')).describe(
    'Reads the newest questions, too, instead of some a minute old.',
  ),
});

const daysOf = ({ days }: { days?: string | undefined }): number => {
  const given = days === undefined ? DEFAULT_DAYS : Number(days);
  if (given < 1 || given > MAX_DAYS) throw badArgument(`Ask for 1 to ${MAX_DAYS} days.`);
  return given;
};

const overview = editorRoute(
  {
    method: 'get',
    path: '/desk/api/review',
    summary: 'Lists the questions to review, alone and in clusters.',
    query: { schema: period, refuse: withSchemaMessage },
    gives: reviewOverview,
  },
  ({ review }) =>
    async (_agent, { query }) => {
      const asked = query();
      return await review().overview(daysOf(asked), asked.fresh === '1');
    },
);

const cluster = editorRoute(
  {
    method: 'get',
    path: '/desk/api/review/clusters/:id',
    summary: 'Shows a cluster with its questions, and what agents replied to them.',
    query: { schema: period, refuse: withSchemaMessage },
    gives: reviewClusterDetail,
  },
  ({ review }) =>
    async (_agent, { params: { id }, query }) => {
      const found = await review().cluster(daysOf(query()), id);
      if (found === undefined)
        throw new HttpProblem(404, 'NotFound', 'There is nothing left to review in this cluster.');
      return found;
    },
);

const decisionNotes = {
  answer: 'assigned questions to an answer',
  'new-answer': 'drafted an answer',
  'not-ours': 'marked questions as out of scope',
  leave: 'left questions',
};

const decide = editorRoute(
  {
    method: 'post',
    path: '/desk/api/review/decide',
    summary: 'Closes questions: as phrases of an answer, of a new answer or out of scope, or as they are.',
    body: { schema: decideRequest, refuse: withSchemaMessage },
    gives: reviewDecided,
  },
  ({ review, note }) =>
    async (agent, { body }) => {
      const { keys, days, decision } = await body();
      const decided = await review().decide({ keys, days }, decision);
      if (decided === undefined) throw new HttpProblem(404, 'NotFound', 'This answer no longer exists.');
      const target = decision.kind === 'answer' ? decision.intent : (decided.answer?.id ?? '');
      await note(agent, decisionNotes[decision.kind], target, String(decided.closed.length));
      return decided;
    },
);

const undo = editorRoute(
  {
    method: 'post',
    path: '/desk/api/review/undo',
    summary: 'Reopens questions, and removes the drafts made from them.',
    body: { schema: undoRequest, refuse: withSchemaMessage },
    gives: reviewDrafts,
  },
  ({ review, note }) =>
    async (agent, { body }) => {
      const { keys } = await body();
      await review().undo(keys);
      await note(agent, 'opened questions again', '', String(keys.length));
      return await review().drafts();
    },
);

const preview = editorRoute(
  {
    method: 'post',
    path: '/desk/api/review/preview',
    summary:
      'Returns which questions would be understood differently if others became phrases. Takes seconds.',
    body: { schema: previewRequest, refuse: withSchemaMessage },
    gives: reviewPreview,
  },
  ({ review }) =>
    async (_agent, { body }) => {
      const { keys, days, intent } = await body();
      const found = await review().preview({ keys, days }, intent);
      if (found === undefined)
        throw new HttpProblem(503, 'NotReady', 'The bot is still starting. Try again in a moment.');
      return found;
    },
);

const drafts = editorRoute(
  {
    method: 'get',
    path: '/desk/api/review/drafts',
    summary: 'Lists the drafts of phrases and answers.',
    gives: reviewDrafts,
  },
  ({ review }) =>
    async () =>
      await review().drafts(),
);

/** The review of questions that were not understood. */
export const reviewRoutes = [overview, cluster, decide, undo, preview, drafts];
