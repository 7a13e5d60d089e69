import { z } from 'zod';
import { entryKinds } from '#studio/entries/entry.ts';
import { isoTime } from '../wire.ts';

/**
 * The studio's contract between the server and the desk. An entry's `content` is what its YAML holds, as JSON; the
 * shapes are those of `src/knowledge/schema.ts`. An invalid draft is saved all the same: `problems` lists what is
 * wrong.
 */

const LONGEST_ID = 200;
/** JSON of one entry; the shipped patch table has 20,000 characters. */
const LONGEST_CONTENT = 2_000_000;
/** A request that contains an entry, in bytes. */
export const ENTRY_BYTES = 4_000_000;

const document = z
  .string('A document has a name like "answers/enviewer.yaml".')
  .max(LONGEST_ID, `The name of a document has at most ${LONGEST_ID} characters.`)
  .regex(/^(?:[a-z]+\/)?[a-z0-9-]+\.yaml$/, 'A document has a name like "answers/enviewer.yaml".');
const kind = z.enum(entryKinds, 'There are no entries of this kind.');
const id = z
  .string('Give it an id.')
  .trim()
  .min(1, 'Give it an id.')
  .max(LONGEST_ID, `An id has at most ${LONGEST_ID} characters.`);

/** Where an entry is. */
const studioKey = z.object({ document, kind, id });
export type StudioKey = z.infer<typeof studioKey>;

const state = z
  .enum(['published', 'new', 'changed', 'removed'])
  .describe('How the draft differs from what customers are answered from.');

export const studioProblem = z
  .object({
    key: studioKey.nullable().describe('The entry that it concerns; null: a whole document.'),
    document: z.string(),
    entry: z.string().describe('The entry as `npm run check-knowledge` names it.'),
    field: z.string().describe('The field within the entry, such as "followUps.1"; empty: the whole entry.'),
    message: z.string(),
  })
  .meta({ id: 'StudioProblem' });
export type StudioProblem = z.infer<typeof studioProblem>;

/** One line of the list. */
const studioListed = studioKey
  .extend({
    title: z.string().describe('What people call it: a question, a name.'),
    summary: z.string().describe('The first words of what it says.'),
    state,
    updatedBy: z.string().nullable(),
    updatedAt: isoTime.nullable(),
    fromReview: z.int().describe('Phrases that the review has taken for it.'),
    problems: z.int(),
  })
  .meta({ id: 'StudioListed' });
export type StudioListed = z.infer<typeof studioListed>;

export const studioOverview = z
  .object({
    release: z.int().describe('The release that answers customers.'),
    entries: z.array(studioListed),
    problems: z.array(studioProblem),
    changes: z.int().describe('Entries that are new, changed or removed.'),
    models: z.array(z.string()).describe('The models of all patch tables.'),
    languages: z.array(z.string()).describe('The languages of all translations (BCP 47).'),
  })
  .meta({ id: 'StudioOverview', description: 'The draft of the next release.' });
export type StudioOverview = z.infer<typeof studioOverview>;

export const studioEntry = studioKey
  .extend({
    state,
    content: z.unknown().describe('As it should become.'),
    published: z.unknown().describe('What customers are answered from; null where there is no such entry.'),
    version: z
      .string()
      .describe(
        'To save from. Each save, publication and phrase from the review that changes it has its own.',
      ),
    updatedBy: z.string().nullable(),
    updatedAt: isoTime.nullable(),
    isOverdue: z.boolean().describe('Another version was published after this edit began.'),
    fromReview: z.array(z.string()).describe('Phrases that the review has taken for it.'),
    problems: z.array(studioProblem),
  })
  .meta({ id: 'StudioEntry' });
export type StudioEntry = z.infer<typeof studioEntry>;

/** The result of a save. After a conflict, `entry` has the other editor's version, and nothing is overwritten. */
export const studioSaved = z.object({ isSaved: z.boolean(), entry: studioEntry }).meta({ id: 'StudioSaved' });
export type StudioSaved = z.infer<typeof studioSaved>;

const exampleKey = {
  document: 'answers/enviewer.yaml',
  kind: 'answer',
  id: 'enviewer.camera-limit',
} as const;

export const saveRequest = studioKey
  .extend({
    content: z
      .unknown()
      .refine((value) => (JSON.stringify(value) ?? '').length <= LONGEST_CONTENT, 'This entry is too long.')
      .describe('Null removes the entry.'),
    version: z
      .string('Say which version was edited.')
      .max(60, 'There is no such version.')
      .describe('The version that was edited; empty: there was no such entry.'),
    isSettled: z
      .boolean()
      .optional()
      .describe(
        'The editor has checked the version published since the edit started: the entry is no longer overdue.',
      ),
  })
  .meta({ examples: [{ ...exampleKey, content: null, version: '+44136fa355b3' }] });
export type SaveRequest = z.infer<typeof saveRequest>;

export const keyRequest = studioKey.meta({ examples: [exampleKey] });

export const discardRequest = studioKey
  .extend({
    version: saveRequest.shape.version
      .optional()
      .describe(
        'The version that the editor saw; a later one is kept. If omitted, any version is discarded.',
      ),
  })
  .meta({ examples: [exampleKey] });

export const previewRequest = studioKey
  .extend({
    content: saveRequest.shape.content.describe('The entry as it is on the screen.'),
    language: z.string().max(35).optional().describe('Of one of its translations (BCP 47); else English.'),
  })
  .meta({ examples: [{ ...exampleKey, content: {} }] });
export type PreviewRequest = z.infer<typeof previewRequest>;

const previewLine = z.object({
  from: z.enum(['customer', 'bot']),
  text: z.string(),
  activity: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('What the bot sends, in Bot Framework’s form.'),
  teams: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('The same as Teams gets it; null where Teams gets nothing.'),
});
export type PreviewLine = z.infer<typeof previewLine>;

/** A conversation that shows an entry as customers would see it; empty for entries that they never see. */
export const studioPreview = z.object({ lines: z.array(previewLine) }).meta({ id: 'StudioPreview' });
export type StudioPreview = z.infer<typeof studioPreview>;

export const studioPresence = z
  .object({
    others: z.array(z.string()).describe('Names of the others who have the entry open.'),
    version: z.string().nullable().describe('The version of the entry by now; null: there is none.'),
    phrases: z
      .string()
      .nullable()
      .describe('For an answer, the version of its phrases; null: there are none.'),
  })
  .meta({ id: 'StudioPresence' });
export type StudioPresence = z.infer<typeof studioPresence>;
