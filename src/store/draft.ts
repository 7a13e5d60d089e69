import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Engine } from './engine.ts';
import { jsonOf, parsedJson } from './optional-json.ts';
import type { DraftEntryRow } from './schema/draft.ts';

/** Where an entry of the knowledge is. */
export interface DraftKey {
  document: string;
  kind: string;
  id: string;
}

/** An unpublished change. */
export interface DraftEntry extends DraftKey {
  /** Undefined: the entry is to be removed. */
  content: unknown;
  /** The content that was published when the entry was first changed; undefined if there was no such entry. */
  base: unknown;
  /** A new one after each save. */
  version: string;
  updatedBy: string;
  updatedAt: Date;
  /** The names of everyone who has saved it. */
  editors: readonly string[];
}

export interface NewDraftEntry extends DraftKey {
  /** Undefined: the entry is to be removed. */
  content: unknown;
  base: unknown;
  /** The editor has seen what was published since the first change: `base` replaces the stored one. */
  isSettled?: boolean | undefined;
  /** The version that the edit started from; empty: the published one. */
  from: string;
  editor: string;
  at: Date;
}

const names = z.array(z.string());

const entryOf = ({ content, base, updated_by, updated_at, editors, ...row }: DraftEntryRow): DraftEntry => ({
  ...row,
  content: parsedJson(content),
  base: parsedJson(base),
  updatedBy: updated_by,
  updatedAt: new Date(updated_at),
  editors: names.parse(JSON.parse(editors)),
});

/** Stores the draft of the next release, which all editors share, and which entry each of them has open. */
export class Draft {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** All changes, sorted by document. */
  async entries(): Promise<DraftEntry[]> {
    const rows = await this.#engine.db
      .selectFrom('draft_entries')
      .selectAll()
      .orderBy('document')
      .orderBy('kind')
      .orderBy('id')
      .execute();
    return rows.map(entryOf);
  }

  /**
   * Saves a change, unless somebody else has saved the entry since the version that the edit started from.
   * @returns the new version; undefined if somebody else has
   */
  async save(entry: NewDraftEntry): Promise<string | undefined> {
    return entry.from === '' ? await this.#add(entry) : await this.#replace(entry);
  }

  async #add({ document, kind, id, content, base, editor, at }: NewDraftEntry): Promise<string | undefined> {
    const added = await this.#engine.db
      .insertInto('draft_entries')
      .values({
        document,
        kind,
        id,
        content: jsonOf(content),
        base: jsonOf(base),
        version: randomUUID(),
        updated_by: editor,
        updated_at: at.getTime(),
        editors: JSON.stringify([editor]),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst();
    return added?.version;
  }

  async #replace({
    from,
    content,
    base,
    isSettled,
    editor,
    at,
    ...key
  }: NewDraftEntry): Promise<string | undefined> {
    const known = await this.#of(key).selectAll().executeTakeFirst();
    if (known === undefined) return undefined;
    const version = randomUUID();
    const editors = new Set([...names.parse(JSON.parse(known.editors)), editor]);
    const { numUpdatedRows } = await this.#engine.db
      .updateTable('draft_entries')
      .set({
        content: jsonOf(content),
        ...(isSettled === true ? { base: jsonOf(base) } : {}),
        version,
        updated_by: editor,
        updated_at: at.getTime(),
        editors: JSON.stringify([...editors]),
      })
      .where('document', '=', key.document)
      .where('kind', '=', key.kind)
      .where('id', '=', key.id)
      .where('version', '=', from)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? version : undefined;
  }

  /**
   * Drops a change: the entry is as published again. @param version drops it only if nobody has saved since; omitted:
   * in any case
   */
  async discard({ document, kind, id }: DraftKey, version?: string): Promise<void> {
    let query = this.#engine.db
      .deleteFrom('draft_entries')
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id);
    if (version !== undefined) query = query.where('version', '=', version);
    await query.execute();
  }

  /** Records which entry an agent has open. */
  async notePresence(agentId: string, { document, kind, id }: DraftKey, at: Date): Promise<void> {
    const place = { document, kind, id, seen_at: at.getTime() };
    await this.#engine.db
      .insertInto('draft_presences')
      .values({ agent_id: agentId, ...place })
      .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(place))
      .execute();
  }

  /** Which agents have had which entry open since the given time. */
  async presences(since: Date): Promise<(DraftKey & { agent: { id: string; name: string } })[]> {
    const rows = await this.#engine.db
      .selectFrom('draft_presences')
      .innerJoin('agents', 'agents.id', 'draft_presences.agent_id')
      .select(['document', 'kind', 'draft_presences.id', 'agent_id', 'agents.name'])
      .where('seen_at', '>=', since.getTime())
      .orderBy('agents.name')
      .execute();
    return rows.map(({ agent_id, name, ...key }) => ({ ...key, agent: { id: agent_id, name } }));
  }

  #of({ document, kind, id }: DraftKey) {
    return this.#engine.db
      .selectFrom('draft_entries')
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id);
  }
}
