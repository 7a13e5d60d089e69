import type { ReplyData } from '#bot/channel-data.ts';
import type { StatusRow } from '#dialogs/reply.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import { Markdown } from './markdown-view.tsx';

/** The statuses of several models, and their source. */
interface ToldStatuses {
  rows: readonly StatusRow[];
  source: string;
}

const isRow = (value: unknown): value is StatusRow => {
  const { model, status, note, advisory = '' } = (value ?? {}) as Partial<Record<keyof StatusRow, unknown>>;
  return [model, status, note, advisory].every((each) => typeof each === 'string');
};

/** The statuses that a reply carries with its text; undefined if fewer than two or in an unknown shape. */
export function statusesIn(reply: ReplyData | undefined): ToldStatuses | undefined {
  const { statuses: rows, source } = reply ?? {};
  if (!Array.isArray(rows) || rows.length < 2 || !rows.every(isRow) || typeof source !== 'string')
    return undefined;
  return { rows, source };
}

/** Groups rows with the same status and note, ordered by the first row of each group. */
function grouped(rows: readonly StatusRow[]): [StatusRow, ...StatusRow[]][] {
  const groups: [StatusRow, ...StatusRow[]][] = [];
  for (const row of rows) {
    const known = groups.find(([{ status, note }]) => status === row.status && note === row.note);
    if (known === undefined) groups.push([row]);
    else known.push(row);
  }
  return groups;
}

/** A table of models and their statuses; a status that several models share is shown once. */
export function StatusTable({ told: { rows, source }, strings }: { told: ToldStatuses; strings: Strings }) {
  return (
    <div class="statuses" dir="auto">
      <table>
        <tbody>
          {grouped(rows).map(([first, ...more]) => (
            <tr key={`${first.model} ${first.advisory}`}>
              <th scope="row">
                {[first, ...more].map(({ model, advisory }) => (
                  <div key={`${model} ${advisory}`}>
                    {model}
                    {advisory !== undefined && <small>{advisory}</small>}
                  </div>
                ))}
              </th>
              <td>
                <strong>{first.status}</strong>
                <Markdown text={first.note} newTab={strings.newTab} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Markdown text={source} newTab={strings.newTab} />
    </div>
  );
}
