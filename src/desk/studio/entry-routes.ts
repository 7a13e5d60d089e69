import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import { withSchemaMessage } from '#http/route.ts';
import { type EntryKey, entryKinds, isSameEntry } from '#studio/entries/entry.ts';
import { editorRoute } from '../desk-route.ts';
import { shownEntry, shownOverview } from './shown.ts';
import { preview } from './preview-route.ts';
import {
  discardRequest,
  ENTRY_BYTES,
  keyRequest,
  saveRequest,
  studioEntry,
  studioOverview,
  studioPresence,
  studioSaved,
} from './wire.ts';

const gone = (): HttpProblem => new HttpProblem(404, 'NotFound', 'This entry no longer exists.');

const overview = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio',
    summary: 'Lists the entries of the draft, with their problems.',
    query: {
      schema: z.object({
        q: single(z.string().max(200, 'Search for at most 200 characters.')).describe(
          'Only entries that contain these words.',
        ),
      }),
      refuse: withSchemaMessage,
    },
    gives: studioOverview,
  },
  ({ studio }) =>
    async (_agent, { query }) => {
      const draft = await studio.read();
      return shownOverview(draft, await studio.problems(draft), query().q ?? '');
    },
);

const entry = editorRoute(
  {
    method: 'get',
    path: '/desk/api/studio/entry',
    summary: 'Shows an entry of the draft.',
    query: {
      schema: z.object({
        document: single(z.string().max(200)),
        kind: single(z.string().max(200)),
        id: single(z.string().max(200)),
      }),
      refuse: withSchemaMessage,
    },
    gives: studioEntry,
  },
  ({ studio }) =>
    async (_agent, { query }) => {
      const { document = '', kind: asked, id = '' } = query();
      const draft = await studio.read();
      const kind = entryKinds.find((each) => each === asked);
      const key: EntryKey | undefined = kind && { document, kind, id };
      const shown = key && shownEntry(draft, await studio.problems(draft), key);
      if (shown === undefined) throw gone();
      return shown;
    },
);

const save = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/save',
    summary: 'Saves an entry of the draft, unless someone else has saved it since.',
    body: { schema: saveRequest, refuse: withSchemaMessage },
    gives: studioSaved,
  },
  ({ studio }) =>
    async (agent, { body }) => {
      const { content, version, isSettled, ...key } = await body({ bytes: ENTRY_BYTES });
      const saved = await studio.save(
        { ...key, content: content ?? undefined, from: version, isSettled },
        agent.name,
      );
      if (saved.kind === 'gone') throw gone();
      if (saved.kind === 'taken')
        throw new HttpProblem(409, 'Taken', 'Another entry already uses this document. Choose another name.');
      const draft = await studio.read();
      const shown = shownEntry(draft, await studio.problems(draft), key);
      if (shown === undefined) throw gone();
      return { isSaved: saved.kind === 'saved', entry: shown };
    },
);

const discard = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/discard',
    summary: 'Discards the changes to an entry: it goes back to the published version.',
    body: { schema: discardRequest, refuse: withSchemaMessage },
    gives: studioOverview,
  },
  ({ studio, note }) =>
    async (agent, { body }) => {
      const { version, ...key } = await body();
      if (!(await studio.discard(key, version)))
        throw new HttpProblem(409, 'Changed', 'This entry has changed since you opened it. Check it first.');
      await note(agent, 'dropped a change', key.id, key.document);
      const draft = await studio.read();
      return shownOverview(draft, await studio.problems(draft), '');
    },
);

const presence = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/presence',
    summary: 'Records that the editor has an entry open, and returns its version and who else has it open.',
    body: { schema: keyRequest, refuse: withSchemaMessage },
    gives: studioPresence,
  },
  ({ studio }) =>
    async (agent, { body }) => {
      const key = await body();
      const [others, { entries }] = await Promise.all([studio.visit(agent.id, key), studio.read()]);
      const now = entries.find((each) => isSameEntry(each, key));
      const phrases = entries.find(({ kind, id }) => kind === 'phrases' && id === key.id);
      return {
        others: others.map(({ name }) => name),
        version: now?.version ?? null,
        phrases: (key.kind === 'answer' ? phrases?.version : undefined) ?? null,
      };
    },
);

/** The draft of the next release, entry by entry. */
export const entryRoutes = [overview, entry, save, discard, presence, preview];
