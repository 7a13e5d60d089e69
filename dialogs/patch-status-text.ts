import type { Advisory, Knowledge, Model } from '#knowledge/knowledge.ts';
import { type AdvisoryMention, advisoriesNamed } from '#understanding/advisories.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import { quoted, type ReplyFacts, type StatusRow } from './reply.ts';
import { sourceLine } from './source-line.ts';

type Listed = Extract<ModelMention, { kind: 'listed' }>;
type Unlisted = Extract<ModelMention, { kind: 'unlisted' }>;
type Named = Listed | Unlisted;

/** If there is only one advisory, its name need not appear on every line. */
const areSeveral = ({ advisories }: Knowledge): boolean => advisories.size > 1;

/** The advisories with these ids, newest first; all advisories if none of the ids is known. */
export function advisoriesOf({ advisories }: Knowledge, ids: readonly string[]): Advisory[] {
  const all = [...advisories.values()];
  const meant = all.filter(({ id }) => ids.includes(id));
  return meant.length > 0 ? meant : all;
}

/**
 * The advisories under which to give a model's status, newest first: those that the question names; otherwise the one
 * in focus; or, if that one does not list the model, all that do.
 */
export function advisoriesFor(
  knowledge: Knowledge,
  model: string,
  meant: readonly AdvisoryMention[],
): Advisory[] {
  const named = advisoriesNamed(meant).filter((id) => knowledge.advisories.has(id));
  if (named.length > 0) return advisoriesOf(knowledge, named);
  const listing = [...knowledge.advisories.values()].filter(({ models }) => models.has(model));
  const inFocus = listing.filter(({ id }) => meant.some(({ advisory }) => advisory === id));
  return inFocus.length > 0 ? inFocus : listing;
}

/** What a status means for the owner of a model. */
export const meaningOf = ({ patch }: Advisory, status: string): string =>
  patch.statuses.find(({ name }) => name === status)?.meaning ?? '';

/** How the bot read the name, if the customer may have meant another. */
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

const NOT_LISTED = 'Not in the list';

/** What a general answer says about a model that has no patch yet; undefined if that does not apply. */
function noteUntilFixed(
  { answers }: Knowledge,
  { id, patch }: Advisory,
  status: string,
  general = '',
): string | undefined {
  const answer = answers.get(general);
  const isFixed = patch.statuses.some((each) => each.name === status && each.isFixed);
  return isFixed || answer?.about.advisory !== id ? undefined : answer.untilFixed;
}

/** What one advisory's table says about a listed model, or that it does not list the model although another does. */
function statusRow(knowledge: Knowledge, mention: Listed, advisory: Advisory, general?: string): StatusRow {
  const of = areSeveral(knowledge) ? { advisory: advisory.name } : {};
  const model = advisory.models.get(mention.model);
  if (model === undefined) {
    const note = `${quoted(mention.model)} is not in the published patch list for ${advisory.name}, so I can't tell you its status there.`;
    return { model: mention.model, ...of, status: NOT_LISTED, note };
  }
  const { name, status } = model;
  const meaning = noteUntilFixed(knowledge, advisory, status, general) ?? meaningOf(advisory, status);
  const note = `${meaning}${earlier(model)}${readAs(mention)}`;
  return { model: name, ...of, status, note };
}

function rowText({ model, advisory, status, note }: StatusRow): string {
  if (status === NOT_LISTED) return note;
  return `**${[model, advisory].filter(Boolean).join(', ')}: ${status}.** ${note}`;
}

/** The status of one listed model under one advisory, short form first. */
export const statusText = (knowledge: Knowledge, mention: Listed, advisory: Advisory): string =>
  rowText(statusRow(knowledge, mention, advisory));

/** What to say about a name that is not in the lists: only that, and no status. */
function unlistedText(knowledge: Knowledge, { written, near }: Unlisted): string {
  const where = areSeveral(knowledge)
    ? 'in none of the published patch lists'
    : 'not in the published patch list';
  const problem = `${quoted(written)} is ${where}, so I can't tell you its status.`;
  if (near.length === 0) return `${problem} Please check the name on the device's label.`;
  const names = near.length === 1 ? `name is ${near[0]}` : `names are ${near.join(', ')}`;
  return `${problem} The nearest listed ${names}; please check the label.`;
}

/** The rows for every model in the order named, with the advisories that they come from. */
function rowsFor(
  knowledge: Knowledge,
  mentions: readonly Named[],
  meant: readonly AdvisoryMention[],
  general: string | undefined,
): { rows: StatusRow[]; advisories: Advisory[] } {
  const found = mentions.map((mention) => {
    if (mention.kind === 'unlisted') {
      const row = {
        model: quoted(mention.written),
        status: NOT_LISTED,
        note: unlistedText(knowledge, mention),
      };
      const ids = meant.map(({ advisory }) => advisory);
      return { rows: [row], advisories: advisoriesOf(knowledge, ids) };
    }
    const advisories = advisoriesFor(knowledge, mention.model, meant);
    return {
      rows: advisories.map((advisory) => statusRow(knowledge, mention, advisory, general)),
      advisories,
    };
  });
  const advisories = new Set(found.flatMap((each) => each.advisories));
  return {
    rows: found.flatMap(({ rows }) => rows),
    advisories: [...knowledge.advisories.values()].filter((each) => advisories.has(each)),
  };
}

const sourcesOf = (knowledge: Knowledge, ids: readonly string[]): string =>
  [...new Set(ids.map((id) => sourceLine(knowledge, id)))].join('\n\n');

/** The patch status of models: as text, as a table, and under which advisories. */
export interface StatusReply {
  text: string;
  data: ReplyFacts;
  advisories: Advisory[];
}

/**
 * Gives the status of every model in the order named, with the sources.
 * @param meant the advisories that the question is about
 * @param general the general question that was asked about the models ("when will it be patched?"), if it was one
 */
export function statusReply(
  knowledge: Knowledge,
  mentions: readonly Named[],
  meant: readonly AdvisoryMention[],
  general?: string,
): StatusReply {
  const { rows, advisories } = rowsFor(knowledge, mentions, meant, general);
  const { untilFixed = '', source: ofGeneral } = knowledge.answers.get(general ?? '') ?? {};
  const isGeneral = untilFixed !== '' && rows.some(({ note }) => note.startsWith(untilFixed));
  const source = sourcesOf(knowledge, [
    ...advisories.map(({ patch }) => patch.source),
    ...(isGeneral && ofGeneral !== undefined ? [ofGeneral] : []),
  ]);
  return { text: [...rows.map(rowText), source].join('\n\n'), data: { statuses: rows, source }, advisories };
}
