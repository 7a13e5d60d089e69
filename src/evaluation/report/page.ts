import { percent } from '../columns.ts';
import type { ReplayedConversation } from '../conversations/replay.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Aim } from '../aims.ts';
import type { Figures } from '../figures.ts';
import { conversationsSection } from './conversations.ts';
import { linesNotStraight } from './lines.ts';
import { html, type Markup, nothing } from './markup.ts';
import { reliabilityPlot, riskLegend, riskPlot } from './plot.ts';
import { style } from './style.ts';
import { binsTable, confusionsTable, intentsTable, peersTable } from './tables.ts';

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/**
 * Renders the evaluation as one self-contained HTML page: no network, no scripts, light or dark as the reader prefers.
 */
export function reportPage(
  evaluation: Evaluation,
  conversations: readonly ReplayedConversation[],
  at: Date,
): string {
  const { source, figures, aims, results, reliability, curves, comparisons } = evaluation;
  const { inScope, outOfScope } = figures.lines;
  const content = html`<header>
      <h1>How well the support bot answers</h1>
      <p class="soft">
        ${inScope + outOfScope} customer utterances that it was not trained on (<code>${source}</code>):
        ${inScope} in scope, ${outOfScope} out of scope. Each was sent in a conversation of its own on
        ${inWords.format(at)} UTC.
      </p>
    </header>
    <main>
      <ul class="aims">
        ${aims.map(aimCard)}
      </ul>
      ${outcomes(figures)}
      <div class="pair">
        <section>
          <h2>Can its confidence be trusted?</h2>
          <p class="soft">
            Dots: how often it was right at that confidence; on the dashed diagonal both agree. Whiskers: the
            95 % confidence interval of the true share. Bars and numbers: how many lines. Mean distance:
            ${percent(reliability.error)}.
          </p>
          <div class="card">${reliabilityPlot(reliability.bins)}${binsTable(reliability.bins)}</div>
        </section>
        <section>
          <h2>What does acting on it cost?</h2>
          <p class="soft">
            The share of wrong intents among the most confident lines, for every share of lines acted on.
            Lower is better.
          </p>
          <div class="card">${riskPlot(curves)}${riskLegend(curves)}</div>
        </section>
      </div>
      <h2>Compared with other classifiers</h2>
      <p class="soft">
        By intent alone, without dialogs, clarifying questions or models: the same training phrases, the same
        lines, model and app names masked the same way. Straight, wrong and not answered are shares of the
        lines in scope; false answers are shares of those out of
        scope.${comparisons.length < 2 ? ' The others were left out of this run.' : ''}
      </p>
      ${peersTable(evaluation)}
      <h2>What was taken for what</h2>
      <p class="soft">
        For wrong and false answers, the answer that was given instead; for missed and clarified lines, the
        intent that it preferred, unless that was right.
      </p>
      ${confusionsTable(evaluation)}
      <h2>Intents that are not all straight</h2>
      ${intentsTable(evaluation)}
      <h2>Every line that was not straight</h2>
      <p class="soft">With what was said. The option marked ✓ is the one that leads to the right answer.</p>
      ${linesNotStraight(results)} ${conversationsSection(conversations)}
    </main>`;
  return document('How well the support bot answers', content);
}

/** Renders only the conversations as such a page. */
export function conversationsPage(
  source: string,
  conversations: readonly ReplayedConversation[],
  at: Date,
): string {
  const title = 'How well the support bot holds a conversation';
  const content = html`<header>
      <h1>${title}</h1>
      <p class="soft">
        Every conversation of <code>${source}</code>, replayed with the bot on ${inWords.format(at)} UTC.
      </p>
    </header>
    <main>${conversationsSection(conversations)}</main>`;
  return document(title, content);
}

function document(title: string, content: Markup): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        ${content}
      </body>
    </html> `.html;
}

function aimCard({ name, value, bound, limit, met }: Aim): Markup {
  return html`<li class="card">
    ${name}<span class="value">${percent(value)}</span
    ><span class="badge ${met ? 'met' : 'not-met'}">${met ? '✓ met' : '✗ not met'}</span>
    <span class="soft aim">aim: ${bound} ${percent(limit)}</span>
  </li>`;
}

interface Segment {
  name: string;
  count: number;
  shade: 'good' | 'ask' | 'miss' | 'bad';
}

function outcomes({ counts, lines, straight, milliseconds, decidedByExtras }: Figures): Markup {
  const extras =
    decidedByExtras === 0
      ? nothing
      : html` Wrong only because another answer was given along with the right one: ${decidedByExtras}.`;
  return html`<section class="card" aria-label="Outcomes">
    ${shares(`In scope (${lines.inScope})`, [
      { name: 'correct', count: counts.correct, shade: 'good' },
      { name: 'clarified', count: counts.clarified, shade: 'ask' },
      { name: 'missed', count: counts.missed, shade: 'miss' },
      { name: 'wrong', count: counts.wrong, shade: 'bad' },
    ])}
    ${shares(`Out of scope (${lines.outOfScope})`, [
      { name: 'rejected', count: counts.rejected, shade: 'good' },
      { name: 'asked about', count: counts.asked, shade: 'ask' },
      { name: 'false answers', count: counts['false-answer'], shade: 'bad' },
    ])}
    <p class="soft" style="margin-bottom:0">
      ${percent(straight)} of the lines in scope are answered straight.${extras} A turn in one process takes
      ${milliseconds.median.toFixed(2)} ms (median), ${milliseconds.p99.toFixed(2)} ms (99th percentile).
    </p>
  </section>`;
}

function shares(title: string, segments: readonly Segment[]): Markup {
  const filled = segments.filter(({ count }) => count > 0);
  return html`<div style="margin-bottom:1.1rem">
    <strong>${title}</strong>
    <div class="shares" aria-hidden="true">
      ${filled.map(({ count, shade }) => html`<span class="s-${shade}" style="flex:${count}"></span>`)}
    </div>
    <ul class="legend">
      ${segments.map(({ name, count, shade }) => html`<li><i style="background:var(--${shadeColour[shade]})"></i>${count} ${name}</li>`)}
    </ul>
  </div>`;
}

const shadeColour: Record<Segment['shade'], string> = { good: 'good', ask: 'ask', miss: 'soft', bad: 'bad' };
