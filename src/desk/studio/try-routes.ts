import type { Activity } from '#bot-framework/activity.ts';
import { HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import { keepExpected, tryOut } from '#studio/try.ts';
import type { Chat } from '#studio/workbench/chat.ts';
import type { Unusable } from '#studio/workbench/protocol.ts';
import { within } from '#within.ts';
import { editorRoute } from '../desk-route.ts';
import { expectRequest, type StudioSideTurn, type StudioTry, studioTry, tryRequest } from './try-wire.ts';
import { keyRequest } from './wire.ts';

/** After this time the response reports the training's progress instead, and the page asks again. */
const WAIT_MS = 4_000;

const tryRoute = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/try',
    summary:
      'Has a conversation with the draft and the published release, and returns how each understood it.',
    body: { schema: tryRequest, refuse: withSchemaMessage },
    gives: studioTry,
  },
  ({ studio, workbench }) =>
    async (_agent, { body }) => {
      const { texts, locale } = await body();
      const trying = tryOut({ studio, workbench }, texts, locale);
      if (await within(WAIT_MS, trying)) return shown(await trying);
      // The result is no longer needed; the training goes on.
      trying.catch(() => undefined);
      const { done, total } = workbench.training ?? { done: 0, total: 0 };
      return { kind: 'preparing', done, total };
    },
);

const shown = (tried: Chat | Unusable): StudioTry =>
  'kind' in tried
    ? { kind: 'unusable', side: tried.side, problems: tried.problems.length }
    : {
        kind: 'tried',
        isExact: tried.isExact,
        turns: tried.turns.map(({ text, published, draft }) => ({
          text,
          published: shownSide(published),
          draft: shownSide(draft),
        })),
      };

const shownSide = ({ replies, readings, expectation }: Chat['turns'][number]['draft']): StudioSideTurn => ({
  replies: replies.map(asDirectLine),
  readings,
  expectation,
});

const asDirectLine = ({ type = '', ...activity }: Partial<Activity>) => ({ type, ...activity });

const expect = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/try/expect',
    summary: 'Saves a conversation, with the replies of one side, as an expected answer.',
    body: { schema: expectRequest, refuse: withSchemaMessage },
    gives: keyRequest,
  },
  ({ studio, workbench }) =>
    async (agent, { body }) => {
      const kept = await keepExpected({ studio, workbench }, await body(), agent.name);
      switch (kept.kind) {
        case 'kept':
          return kept.key;
        case 'other-expected':
          throw new HttpProblem(
            409,
            'Expected',
            `This question already has another expected answer. Change it under “Expected answers”: ${kept.key.id}.`,
          );
        case 'changed':
          throw new HttpProblem(
            409,
            'Changed',
            'The bot replies differently by now. Check the reply, and save it again if it is right.',
          );
        case 'busy':
          throw new HttpProblem(409, 'Busy', 'Others are saving expected answers right now. Try again.');
        case 'unusable':
          throw new HttpProblem(409, 'Unusable', 'The draft cannot be tried now. Fix its problems first.');
      }
    },
);

/** Trying the draft out. */
export const tryRoutes = [tryRoute, expect];
