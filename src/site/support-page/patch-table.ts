import { sourceLine } from '#dialogs/source-line.ts';
import type { Advisory, Knowledge, Model } from '#knowledge/knowledge.ts';
import type { PatchStatus } from '#knowledge/schema.ts';
import { type Html, html } from '../html.ts';
import { markdown } from './markdown.ts';

/** Renders the patch status of every model in an advisory's table, with the meaning of each status. */
export function patchTable(knowledge: Knowledge, advisory: Advisory): Html {
  const { id, name, patch } = advisory;
  const models = [...advisory.models.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return html`<section class="inner models" data-advisory="${name}" aria-labelledby="patch-status-${id}">
    <h2 id="patch-status-${id}">${name} patch status</h2>
    <dl class="meanings">${patch.statuses.map(meaning)}</dl>
    ${filter(advisory, models)}
    <p class="unseen model-count" role="status"></p>
    ${table(advisory, models)}
    <div class="source">${markdown(sourceLine(knowledge, patch.source))}</div>
  </section>`;
}

const meaning = ({ name, meaning: sentence }: PatchStatus, at: number): Html =>
  html`<div>
    <dt><span class="pill status-${at}">${name}</span></dt>
    <dd>${sentence}</dd>
  </div>`;

/** Shows one status at a time. The script makes it visible, because it does nothing without one. */
function filter({ id, patch }: Advisory, models: readonly Model[]): Html {
  const count = (wanted: string): number => models.filter(({ status }) => status === wanted).length;
  const choices = [
    { value: '', label: 'All', count: models.length },
    ...patch.statuses.map(({ name }) => ({ value: name, label: name, count: count(name) })),
  ];
  return html`<fieldset class="filter" hidden>
    <legend class="unseen">Show</legend>
    ${choices.map(
      ({ value, label, count: of }, at) =>
        html`<label
          ><input
            type="radio"
            name="status-${id}"
            value="${value}"
            ${at === 0 ? html`checked` : undefined}
          /><span>${label} <small>${of}</small></span></label
        >`,
    )}
  </fieldset>`;
}

/** The roles are spelled out, because the rows are laid out in columns and browsers then forget that it is a table. */
const table = ({ id, name, patch }: Advisory, models: readonly Model[]): Html =>
  html`<table role="table">
    <caption class="unseen">
      ${name} patch status of ${models.length} models
    </caption>
    <thead role="rowgroup" class="unseen">
      <tr role="row">
        <th role="columnheader" scope="col">Model</th>
        <th role="columnheader" scope="col">Status</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${models.map((model) => row(`${id}-${model.name}`, model, patch.statuses))}
    </tbody>
  </table>`;

function row(id: string, { name, status, history }: Model, statuses: readonly PatchStatus[]): Html {
  const at = statuses.findIndex((each) => each.name === status);
  const earlier = history.length === 0 ? undefined : html` <small>earlier: ${history.join(', ')}</small>`;
  return html`<tr role="row" id="${id}" data-status="${status}">
    <th role="rowheader" scope="row">${name}</th>
    <td role="cell"><span class="pill status-${at}">${status}</span>${earlier}</td>
  </tr>`;
}
