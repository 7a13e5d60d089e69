/**
 * Turns scores into shares that sum to 1, in place; a lower temperature gives more to the highest score. Returns ln Σ
 * exp(score / temperature), which is small if no class claims the utterance.
 */
export function softmax(scores: Float64Array, temperature = 1): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) highest = Math.max(highest, scores[index]!);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const share = Math.exp((scores[index]! - highest) / temperature);
    scores[index] = share;
    sum += share;
  }
  for (let index = 0; index < scores.length; index++) scores[index]! /= sum;
  return highest / temperature + Math.log(sum);
}
