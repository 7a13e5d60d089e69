import { percent } from '../columns.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Verdict } from '../judge.ts';
import type { Bin } from '../plots.ts';
import { outcomeName } from './lines.ts';
import { html, type Markup, nothing } from './markup.ts';

const shown: readonly Verdict[] = [
  'correct',
  'clarified',
  'missed',
  'wrong',
  'rejected',
  'asked',
  'false-answer',
];

/** Renders a cell that contains a number. */
export const number = (text: string): Markup => html`<td class="number">${text}</td>`;
const head = (text: string): Markup => html`<th scope="col" class="number">${text}</th>`;
const plainHead = (text: string): Markup => html`<th scope="col">${text}</th>`;
/** Renders a table with column headings. */
export const table = (heads: readonly Markup[], rows: readonly Markup[]): Markup =>
  html`<table>
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
/** Wraps a wide table so that it scrolls on its own; it must be reachable with the keyboard. */
const scrolling = (label: string, content: Markup): Markup =>
  html`<div class="scroll card" tabindex="0" role="region" aria-label="${label}">${content}</div>`;

/** Renders the classifiers side by side, by intent alone. */
export function peersTable({ comparisons, curves }: Evaluation): Markup {
  const rows = comparisons.map(
    (one, at) =>
      html`<tr>
        <th scope="row">${one.name}<br /><span class="soft">${one.rejection}</span></th>
        ${[one.topOne, one.straight, one.wrong, one.unanswered, one.falseAnswers].map((share) => number(percent(share)))}${number(percent(curves[at]?.area ?? 0))}${number(one.milliseconds.toFixed(3))}${number(one.trainingSeconds?.toFixed(1) ?? '–')}
      </tr>`,
  );
  const heads = [
    'top-1',
    'straight',
    'wrong',
    'not answered',
    'false answers',
    'mean risk',
    'ms',
    'training s',
  ];
  return scrolling(
    'Comparison of classifiers',
    table([plainHead('classifier, and how it rejects'), ...heads.map(head)], rows),
  );
}

/** Renders the intents with lines that were not answered straight. */
export function intentsTable({ intents }: Evaluation): Markup {
  if (intents.length === 0) return html`<p>Every line of every intent was straight.</p>`;
  const used = shown.filter((outcome) => intents.some(({ counts }) => counts[outcome] !== undefined));
  const rows = intents.map(
    ({ id, lines, counts }) =>
      html`<tr>
        <th scope="row"><code>${id}</code></th>
        ${number(String(lines))}${used.map((outcome) => number(String(counts[outcome] ?? '·')))}
      </tr>`,
  );
  return scrolling(
    'Intents with lines that were not straight',
    table([plainHead('intent'), head('lines'), ...used.map((outcome) => head(outcomeName(outcome)))], rows),
  );
}

/** Renders the confusions. */
export function confusionsTable({ confusions }: Evaluation): Markup {
  if (confusions.length === 0) return html`<p>Nothing was taken for anything else.</p>`;
  const rows = confusions.map(
    ({ right, instead, outcome, count }) =>
      html`<tr>
        <th scope="row"><code>${right}</code></th>
        <td><code>${instead}</code></td>
        <td><span class="badge ${outcome}">${outcomeName(outcome)}</span></td>
        ${number(String(count))}
      </tr>`,
  );
  return scrolling(
    'Confusions',
    table([...['right', 'taken for', 'came out as'].map(plainHead), head('lines')], rows),
  );
}

/** Renders the figures behind the reliability plot, for readers who cannot see it. */
export function binsTable(bins: readonly Bin[]): Markup {
  const rows = bins.map(({ from, to, count, confidence, observed }) =>
    count === 0
      ? nothing
      : html`<tr>
          <th scope="row">${Math.round(from * 100)} to ${Math.round(to * 100)} %</th>
          ${number(String(count))}${number(percent(confidence))}${number(percent(observed))}
        </tr>`,
  );
  return html`<details>
    <summary>The figures</summary>
    ${table([plainHead('confidence'), ...['lines', 'mean', 'right'].map(head)], rows)}
  </details>`;
}
