import { countBy } from '../statistics.ts';
import type { UtteranceResult } from '../evaluate.ts';
import { isStraight } from '../figures.ts';
import type { ObservedReply } from '../observed-reply.ts';
import type { Verdict } from '../judge.ts';
import { html, type Markup, nothing } from './markup.ts';

/** The outcomes, worst first. */
const sections: readonly { outcome: Verdict; title: string; open: boolean }[] = [
  { outcome: 'wrong', title: 'Wrong: another answer was given', open: true },
  { outcome: 'false-answer', title: 'False answers: out of scope, and answered', open: true },
  { outcome: 'missed', title: 'Missed: neither answered nor asked to the point', open: true },
  { outcome: 'asked', title: 'Asked about: out of scope, and asked what was meant', open: false },
  { outcome: 'clarified', title: 'Clarified: asked, and one of the options leads there', open: false },
];

/** Returns the name of an outcome in words. */
export const outcomeName = (outcome: Verdict): string => outcome.replace('-', ' ');

/** Renders every line that was not answered straight, with the replies, grouped by outcome. */
export function linesNotStraight(results: readonly UtteranceResult[]): Markup {
  const rest = results.filter((result) => !isStraight(result));
  const counts = new Map(countBy(rest, ({ outcome }) => outcome).map(({ key, count }) => [key, count]));
  const groups = sections
    .filter(({ outcome }) => counts.has(outcome))
    .map(({ outcome, title, open }) => {
      const lines = rest.filter((result) => result.outcome === outcome).map(lineCard);
      return html`<details${open ? html` open` : nothing}><summary>${title} (${lines.length})</summary>${lines}</details>`;
    });
  return groups.length === 0 ? html`<p>Every line was straight.</p>` : html`${groups}`;
}

function lineCard({ line, outcome, answered, replies, chosen, reading }: UtteranceResult): Markup {
  const models = line.models.length === 0 ? nothing : html`<span>${line.models.join(', ')}</span>`;
  const answeredInstead =
    answered.length === 0
      ? nothing
      : html`<span class="soft">answered <code>${answered.join(' + ')}</code></span>`;
  return html`<article class="card line">
    <div class="facts">
      <span class="badge ${outcome}">${outcomeName(outcome)}</span><code>${line.id}</code>${models}<span
        class="soft"
        >understood as <code>${reading.intent}</code>, ${(reading.confidence * 100).toFixed(0)} %
        (${reading.certainty})</span
      >${answeredInstead}
    </div>
    <blockquote>${line.text}</blockquote>
    <div class="soft">${line.note}</div>
    ${replies.filter(({ kind }) => kind !== 'feedback').map((reply) => replyBox(reply, chosen))}
  </article>`;
}

/** Removes the marks of Markdown's bold and italics. */
const plain = (text: string): string => text.replaceAll('**', '').replaceAll(/^_(.*)_$/gm, '$1');

function replyBox({ text, choices }: ObservedReply, chosen: string | undefined): Markup {
  const list =
    choices.length === 0
      ? nothing
      : html`<ul aria-label="Choices offered">
          ${choices.map((choice) =>
            choice === chosen ? html`<li class="chosen">${choice} ✓</li>` : html`<li>${choice}</li>`,
          )}
        </ul>`;
  return html`<div class="reply">${plain(text)}</div>
    ${list}`;
}
