/** Messages whose answers depend on earlier ones: a follow-up, a bare name, a "yes", a third miss in a row. */
const followUps = [
  'and the ESR350?',
  'what about the 600?',
  'is there a patch for it?',
  'the AC one',
  '500',
  'yes',
  'no',
  'both',
  'the second one',
  'thanks',
  'purple bicycle',
  'is my device affected?',
  'how do I set up a guest network?',
  'which models are still waiting?',
];

const questions = [
  'what is KRACK?',
  'what can I do right now?',
  'how do I add a camera to EnViewer?',
  'hello',
  'show me all models',
];

const models = ['ESR900', 'ESR300', 'EAP600', 'ECB1200', 'ENS202', 'ENS500EXT', 'EnStation5-AC', 'EAP1300'];

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], random: () => number): T =>
  list[Math.floor(random() * list.length)] as T;

/** Picks a customer's next message. Half of them make sense only after an earlier one. */
export function nextLine(random: () => number): string {
  const dice = random();
  if (dice < 0.35) return `Is the ${pick(models, random)} patched?`;
  if (dice < 0.5) return pick(models, random);
  return dice < 0.85 ? pick(followUps, random) : pick(questions, random);
}
