import { columns, percent } from './columns.ts';
import type { Evaluation } from './evaluation.ts';

const fixed = (milliseconds: number): string => `${milliseconds.toFixed(2)} ms`;

/** Formats an evaluation for a terminal. */
export function printed(evaluation: Evaluation): string {
  return [
    ...heading(evaluation),
    ...aims(evaluation),
    ...intents(evaluation),
    ...confusions(evaluation),
    ...comparisons(evaluation),
  ].join('\n');
}

function heading({ source, figures }: Evaluation): string[] {
  const { inScope, outOfScope } = figures.lines;
  return [
    `Evaluated ${inScope + outOfScope} lines of ${source}: ${inScope} in scope, ${outOfScope} out of scope`,
    '',
  ];
}

function aims({ aims: all, figures, reliability }: Evaluation): string[] {
  const { counts, milliseconds } = figures;
  return [
    ...columns(
      all.map(({ name, value, bound, limit, met }) => [
        name,
        percent(value),
        `aim ${bound} ${percent(limit)}`,
        met ? 'met' : 'not met',
      ]),
    ),
    '',
    `  In scope: ${counts.correct} correct (${percent(figures.straight)}), ${counts.clarified} clarified, ${counts.missed} missed, ${counts.wrong} wrong`,
    `  Out of scope: ${counts.rejected} rejected, ${counts.asked} asked about (${percent(figures.asked)}), ${counts['false-answer']} false answers`,
    `  Wrong only because another answer was given along with the right one: ${figures.decidedByExtras}`,
    `  Confidence is off by ${percent(reliability.error)} on average (expected calibration error)`,
    `  A turn in this process takes ${fixed(milliseconds.median)} (median), ${fixed(milliseconds.p99)} (99th percentile)`,
  ];
}

function intents({ intents: rows }: Evaluation): string[] {
  if (rows.length === 0) return [];
  const shown = ['correct', 'clarified', 'missed', 'wrong', 'rejected', 'asked', 'false-answer'] as const;
  return [
    '',
    'Not all straight',
    ...columns([
      ['intent', 'lines', ...shown],
      ...rows.map(({ id, lines, counts }) => [
        id,
        String(lines),
        ...shown.map((outcome) => String(counts[outcome] ?? '·')),
      ]),
    ]),
  ];
}

function confusions({ confusions: all }: Evaluation): string[] {
  if (all.length === 0) return [];
  return [
    '',
    'Confusions',
    ...columns([
      ['right', 'taken for', 'came out as', 'lines'],
      ...all.map(({ right, instead, outcome, count }) => [right, instead, outcome, String(count)]),
    ]),
  ];
}

function comparisons({ comparisons: all, curves }: Evaluation): string[] {
  if (all.length === 0) return [];
  return [
    '',
    'By intent alone, without dialogs: the same phrases, the same lines, models masked the same way',
    ...columns([
      ['classifier', 'top-1', 'straight', 'wrong', 'unanswered', 'false answers', 'area', 'ms', 'training s'],
      ...all.map((one, at) => [
        one.name,
        percent(one.topOne),
        percent(one.straight),
        percent(one.wrong),
        percent(one.unanswered),
        percent(one.falseAnswers),
        curves[at]?.area.toFixed(3) ?? '',
        one.milliseconds.toFixed(3),
        one.trainingSeconds?.toFixed(1) ?? '–',
      ]),
    ]),
    '  area: mean risk over all coverages, lower is better',
    ...all.slice(1).map(({ name, rejection }) => `  ${name} rejects by: ${rejection}`),
  ];
}
