import { sourceLine } from '#dialogs/source-line.ts';
import type { Advisory, Knowledge, Model } from '#knowledge/knowledge.ts';
import type { PatchStatus } from '#knowledge/schema.ts';
import { type Html, html } from '../html.ts';
import { markdown } from './markdown.ts';

/** Renders the patch status of every model in an advisory's table, with the meaning of each status. */
export function patchTable(knowledge: Knowledge, { id, patch, models }: Advisory): Html {
  const all = [...models.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return html`<div class="tools" hidden>
      <label class="field">
        <span>Search models</span>
        <input type="search" class="model-search" autocomplete="off" placeholder="${patch.examples[0]}" />
      </label>
      <fieldset class="filter">
        <legend>Status</legend>
        ${['All', ...patch.statuses.map(({ name }) => name)].map(
          (name, at) =>
            html`<label
              ><input
                type="radio"
                name="status-${id}"
                value="${at === 0 ? '' : name}"
                ${at === 0 ? html`checked` : undefined}
              />${name}</label
            >`,
        )}
      </fieldset>
      <p class="model-count" role="status">${all.length} of ${all.length} models</p>
    </div>
    <div class="table" tabindex="0" role="region" aria-label="Patch status of each model">
      <table>
        <caption>
          Patch status of ${all.length} models
        </caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          ${all.map((model) => row(model, patch.statuses))}
        </tbody>
      </table>
    </div>
    <dl class="meanings">
      ${patch.statuses.map(
        ({ name, meaning }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
    <div class="source">${markdown(sourceLine(knowledge, patch.source))}</div>`;
}

function row({ name, status, history }: Model, statuses: readonly PatchStatus[]): Html {
  const at = statuses.findIndex((each) => each.name === status);
  const earlier = history.length === 0 ? undefined : html` <small>earlier: ${history.join(', ')}</small>`;
  return html`<tr data-status="${status}">
    <th scope="row">${name}</th>
    <td><span class="status status-${at}">${status}</span>${earlier}</td>
  </tr>`;
}
