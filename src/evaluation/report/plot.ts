import type { Bin, RiskPoint } from '../plots.ts';
import { html, type Markup, nothing } from './markup.ts';

/** The drawing area of a plot, in user units. */
const frame = { left: 44, top: 22, width: 400, height: 260 };
const viewBox = `0 0 ${frame.left + frame.width + 14} ${frame.top + frame.height + 44}`;

const across = (share: number): number => frame.left + share * frame.width;
const down = (share: number): number => frame.top + (1 - share) * frame.height;
const at = (value: number): string => value.toFixed(1);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

interface Axes {
  x: string;
  y: string;
  /** The top of the vertical axis, 0..1. */
  highest: number;
  /** Where the vertical axis has marks, as shares. */
  marks: readonly number[];
}

const acrossMarks = [0, 0.25, 0.5, 0.75, 1];

function axes({ x, y, highest, marks }: Axes): Markup {
  const bottom = frame.top + frame.height;
  const horizontal = marks.map((mark) => {
    const height = at(down(mark / highest));
    return html`<line
        class="axis"
        x1="${frame.left}"
        x2="${frame.left + frame.width}"
        y1="${height}"
        y2="${height}"
      />
      <text x="${frame.left - 8}" y="${height}" dy="4" text-anchor="end">${percent(mark)}</text>`;
  });
  const vertical = acrossMarks.map(
    (mark) =>
      html`<text x="${at(across(mark))}" y="${bottom + 18}" text-anchor="middle">${percent(mark)}</text>`,
  );
  return html`${horizontal}${vertical}
    <text x="${frame.left + frame.width / 2}" y="${bottom + 38}" text-anchor="middle">${x}</text>
    <text x="${frame.left - 36}" y="${frame.top - 10}">${y}</text>`;
}

/**
 * Plots confidence against observed frequency: bars show how many, dots how often right. Dots on the diagonal are
 * ideal.
 */
export function reliabilityPlot(bins: readonly Bin[]): Markup {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const bars = bins.map((bin) => {
    const height = (bin.count / most) * frame.height * 0.5;
    const left = across(bin.from) + 3;
    const width = across(bin.to) - across(bin.from) - 6;
    const bottom = frame.top + frame.height;
    if (bin.count === 0) return nothing;
    return html`<rect
        class="bar"
        x="${at(left)}"
        width="${at(width)}"
        y="${at(bottom - height)}"
        height="${at(height)}"
      />
      <text x="${at(left + width / 2)}" y="${at(bottom - height - 4)}" text-anchor="middle"
        >${bin.count}</text
      >`;
  });
  const dots = bins.map((bin) =>
    bin.count === 0
      ? nothing
      : html`<line
            class="whisker"
            x1="${at(across(bin.confidence))}"
            x2="${at(across(bin.confidence))}"
            y1="${at(down(bin.between.low))}"
            y2="${at(down(bin.between.high))}"
          />
          <circle class="dot" cx="${at(across(bin.confidence))}" cy="${at(down(bin.observed))}" r="5"
            ><title>
              ${percent(bin.from)} to ${percent(bin.to)} confident: ${bin.count} lines, mean confidence
              ${percent(bin.confidence)}, right ${percent(bin.observed)}
            </title></circle
          >`,
  );
  return html`<svg viewBox="${viewBox}" role="img" aria-labelledby="reliability-title">
    <title id="reliability-title">
      Reliability plot: confidence against the share that was right, in ten bins. The table below holds the
      same figures.
    </title>
    ${axes({ x: 'confidence', y: 'right', highest: 1, marks: acrossMarks })}${bars}
    <line class="ideal" x1="${at(across(0))}" y1="${at(down(0))}" x2="${at(across(1))}" y2="${at(down(1))}" />
    ${dots}
  </svg>`;
}

/** The dashes that set the series apart without relying on colour. */
const dashes = ['', '7 4', '2 3'];

/** Plots the share of wrong predictions among the most confident ones, for every share acted on. */
export function riskPlot(curves: readonly { name: string; points: readonly RiskPoint[] }[]): Markup {
  const risks = curves.flatMap(({ points }) => points.map(({ risk }) => risk));
  const step = Math.max(...risks, 0.05) > 0.25 ? 0.1 : 0.05;
  const highest = Math.max(2 * step, Math.ceil(Math.max(...risks, 0.05) / step) * step);
  const marks = Array.from({ length: Math.round(highest / step) + 1 }, (_, count) => count * step);
  const lines = curves.map(({ name, points }, series) => {
    const path = points
      .map(
        ({ coverage, risk }, index) =>
          `${index === 0 ? 'M' : 'L'}${at(across(coverage))} ${at(down(risk / highest))}`,
      )
      .join('');
    return html`<path
      class="curve"
      d="${path}"
      stroke="var(--series-${series + 1})"
      stroke-dasharray="${dashes[series] ?? ''}"
      ><title>${name}</title></path
    >`;
  });
  return html`<svg viewBox="${viewBox}" role="img" aria-labelledby="risk-title">
    <title id="risk-title">
      Risk-coverage curves: the share that is wrong among the most confident predictions, against the share of
      all that is acted on. Lower is better.
    </title>
    ${axes({ x: 'acted on (coverage)', y: 'wrong of these (risk)', highest, marks })}${lines}
  </svg>`;
}

/** Renders the legend of the risk-coverage plot. */
export function riskLegend(curves: readonly { name: string; area: number }[]): Markup {
  const entries = curves.map(
    ({ name, area }, series) =>
      html`<li>
        <svg
          width="34"
          height="10"
          viewBox="0 0 34 10"
          style="display:inline-block;width:34px;margin-right:.4rem"
          aria-hidden="true"
        >
          <line
            x1="0"
            x2="34"
            y1="5"
            y2="5"
            stroke="var(--series-${series + 1})"
            stroke-width="2.5"
            stroke-dasharray="${dashes[series] ?? ''}"
          /></svg
        >${name} (mean risk ${(area * 100).toFixed(1)} %)
      </li>`,
  );
  return html`<ul class="legend">
    ${entries}
  </ul>`;
}
