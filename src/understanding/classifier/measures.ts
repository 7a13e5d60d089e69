import type { Evidence } from './ensemble.ts';
import type { Wording } from './wording.ts';

/**
 * The calibrator's measures for a text with this label: its share and its lead, the regression's claim, the machine's
 * margin, the nearest example of this class and of any other, the share of unknown words, ln (1 + words), and whether
 * the label is out of scope.
 */
export function measures(
  evidence: Evidence,
  label: number,
  wording: Wording,
  outOfScope: boolean,
): readonly number[] {
  const share = evidence.mixture[label] ?? 0;
  let rival = 0;
  let rivalCosine = 0;
  for (let other = 0; other < evidence.mixture.length; other++) {
    if (other === label) continue;
    rival = Math.max(rival, evidence.mixture[other]!);
    rivalCosine = Math.max(rivalCosine, evidence.cosines[other]!);
  }
  return [
    share,
    share - rival,
    evidence.claim,
    evidence.margins[label] ?? 0,
    evidence.cosines[label] ?? 0,
    rivalCosine,
    wording.unknown,
    Math.log(1 + wording.words.length),
    outOfScope ? 1 : 0,
  ];
}
