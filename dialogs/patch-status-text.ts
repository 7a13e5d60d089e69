import type { Knowledge, Model } from '#knowledge/knowledge.ts';
import { type PatchStatus, patchStatuses } from '#knowledge/schema.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import { type ModelList, quoted, type ReplyFacts, type StatusRow } from './reply.ts';
import { sourceLine } from './source-line.ts';

type Listed = Extract<ModelMention, { kind: 'listed' }>;
type Unlisted = Extract<ModelMention, { kind: 'unlisted' }>;

const meaningOf = (knowledge: Knowledge, status: PatchStatus): string =>
  knowledge.patch.statuses.find(({ name }) => name === status)?.meaning ?? '';

/** How the name was read, where the customer may have meant another. */
function readAs({ written, model, how }: Listed): string {
  if (how === 'variant')
    return ` ${quoted(written)} by itself is not in the list; the listed model is ${model}.`;
  if (how === 'typo') return ` (I read ${quoted(written)} as ${model}.)`;
  return '';
}

const earlier = (model: Model): string =>
  model.history.length === 0
    ? ''
    : ` An earlier row of the list said ${model.history.join(', then ')}; the later one counts.`;

function statusRow(knowledge: Knowledge, mention: Listed): StatusRow {
  const model = knowledge.models.get(mention.model);
  if (model === undefined)
    throw new Error(`The recogniser named a model that the table lacks: ${mention.model}`);
  const { name, status } = model;
  const note = `${meaningOf(knowledge, status)}${earlier(model)}${readAs(mention)}`;
  return { model: name, status, note };
}

/** The status of one listed model, short first. */
export function statusText(knowledge: Knowledge, mention: Listed): string {
  const { model, status, note } = statusRow(knowledge, mention);
  return `**${model}: ${status}.** ${note}`;
}

/** What is said of a name that the list lacks: that, and no status. */
function unlistedText({ written, near }: Unlisted): string {
  const said = `${quoted(written)} is not in the published patch list, so I can't tell you its status.`;
  if (near.length === 0) return `${said} Please check the name on the device's label.`;
  const names = near.length === 1 ? `name is ${near[0]}` : `names are ${near.join(', ')}`;
  return `${said} The nearest listed ${names}; please check the label.`;
}

/** The status of every model named, in the order named, with the source. */
export function statusesText(knowledge: Knowledge, mentions: readonly (Listed | Unlisted)[]): string {
  const lines = mentions.map((mention) =>
    mention.kind === 'listed' ? statusText(knowledge, mention) : unlistedText(mention),
  );
  return [...lines, sourceLine(knowledge, knowledge.patch.source)].join('\n\n');
}

/** The same for channels that show a table. */
export const statusesData = (knowledge: Knowledge, mentions: readonly (Listed | Unlisted)[]): ReplyFacts => ({
  statuses: mentions.map((mention) =>
    mention.kind === 'listed'
      ? statusRow(knowledge, mention)
      : { model: quoted(mention.written), status: 'Not in the list', note: unlistedText(mention) },
  ),
  source: sourceLine(knowledge, knowledge.patch.source),
});

const waiting =
  /\b(wait\w*|not yet|not (?:been )?(?:fixed|patched|updated)|without|unpatched|unfixed|vulnerable|pending|in progress|left|missing|still|lack\w*|no (?:patch|fix|update|solution)|outstanding|remain\w*)\b/i;
const available =
  /\b(already|available|fixed|patched|updated|done|ready|have|has|received|got|sorted|safe)\b/i;
const automatic = /\bauto\w*/i;

/** The statuses that a question about the list asks for: all of them unless it names one side. */
export function statusesAsked(utterance: string): readonly PatchStatus[] {
  if (automatic.test(utterance)) return ['Available through automatic update'];
  const asksWaiting = waiting.test(utterance);
  const asksAvailable = available.test(utterance.replaceAll(new RegExp(waiting, 'gi'), ' '));
  if (asksWaiting === asksAvailable) return patchStatuses;
  return asksWaiting ? ['In Progress'] : ['Available Now', 'Available through automatic update'];
}

const listOf = (knowledge: Knowledge, status: PatchStatus): ModelList => ({
  status,
  models: [...knowledge.models.values()].filter((model) => model.status === status).map(({ name }) => name),
});

/** The models of the statuses asked for, counted and in published order, with the source. */
export function listText(knowledge: Knowledge, statuses: readonly PatchStatus[]): string {
  const sections = statuses.map((each) => {
    const { status, models } = listOf(knowledge, each);
    return `**${status}** (${models.length} of ${knowledge.models.size} models): ${models.join(', ')}`;
  });
  return [...sections, sourceLine(knowledge, knowledge.patch.source)].join('\n\n');
}

/** The models of all statuses, for channels that turn pages; those asked for come first. */
export const listsData = (
  knowledge: Knowledge,
  asked: readonly PatchStatus[] = patchStatuses,
): { lists: readonly ModelList[]; source: string } => ({
  lists: [...new Set([...asked, ...patchStatuses])].map((status) => listOf(knowledge, status)),
  source: sourceLine(knowledge, knowledge.patch.source),
});
