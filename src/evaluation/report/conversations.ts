import { percent } from '../columns.ts';
import {
  holdingByKind,
  type KindRow,
  type ReplayedConversation,
  type ReplayedTurn,
  turnHolds,
} from '../conversations/replay.ts';
import { shareOf } from '../statistics.ts';
import { html, type Markup, nothing } from './markup.ts';
import { number, table } from './tables.ts';

/** Renders how many conversations of each kind passed, and every failing conversation, turn by turn. */
export function conversationsSection(replayed: readonly ReplayedConversation[]): Markup {
  const holding = replayed.filter(({ holds }) => holds).length;
  const failing = replayed.filter(({ holds }) => !holds);
  const head = ['kind', 'hold', 'of', 'share'].map((name, at) =>
    at === 0 ? html`<th scope="col">${name}</th>` : html`<th scope="col" class="number">${name}</th>`,
  );
  return html`<h2>Whole conversations</h2>
    <p class="soft">
      ${holding} of ${replayed.length} hold: what had to be said in each turn was said, and nothing that must
      not be.
    </p>
    <div class="card">${table(head, holdingByKind(replayed).map(kindRow))}</div>
    <h2>Every conversation that does not hold</h2>
    ${failing.length === 0 ? html`<p>All of them hold.</p>` : failing.map(conversationCard)}`;
}

function kindRow({ kind, holding, conversations }: KindRow): Markup {
  return html`<tr>
    <th scope="row">${kind}</th>
    ${number(String(holding))}${number(String(conversations))}${number(percent(shareOf(holding, conversations)))}
  </tr>`;
}

function conversationCard({ name, kind, turns }: ReplayedConversation): Markup {
  return html`<article class="card line">
    <div class="facts"><code>${name}</code><span class="soft">${kind}</span></div>
    ${turns.map(turnBox)}
  </article>`;
}

function turnBox(turn: ReplayedTurn): Markup {
  const verdict = turnHolds(turn)
    ? nothing
    : html`<div class="facts">
          <span class="badge not-met">✗ does not hold</span><span>A good reply: ${turn.means}</span>
        </div>
        ${turn.missing.map((pattern) => html`<div class="soft">Missing: <code>${pattern}</code></div>`)}
        ${turn.forbidden.map(
          ({ pattern, matched }) =>
            html`<div class="soft">Must not be said: “${matched}” (<code>${pattern}</code>)</div>`,
        )}`;
  return html`<blockquote>${turn.say}</blockquote>
    ${turn.replies.map(
      ({ text, titles }) =>
        html`<div class="reply">${text}</div>
          ${
            titles.length === 0
              ? nothing
              : html`<ul aria-label="Choices offered">
                  ${titles.map((title) => html`<li>${title}</li>`)}
                </ul>`
          }`,
    )}
    ${verdict}`;
}
