import { askGauge } from '../support/read-gauge.ts';
import { say, type Target } from './target.ts';

const VISITORS = 25;
/** Enough messages for the server's code to be compiled and optimised. */
const WARM_UP_ROUNDS = 16;
const ROUNDS = 12;

const UTTERANCES = [
  'Is the ESR900 patched?',
  'What is KRACK?',
  'How many cameras can I see in EnViewer?',
  'Does EnTalk work over mobile data?',
  'thanks',
];

/**
 * Measures ordinary messages, from more visitors than the limits of a visitor require.
 * @returns the processor time of the server's main thread per message, in milliseconds
 * @throws if a message is refused
 */
export async function timeOrdinaryMessage(target: Target): Promise<number> {
  const visitors = await Promise.all(
    Array.from({ length: VISITORS }, (_, at) => target.visit(`127.29.0.${at + 1}`)),
  );
  const chat = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      const responses = await Promise.all(
        visitors.map((visitor, at) => say(target, visitor, UTTERANCES[(at + round) % UTTERANCES.length]!)),
      );
      // A refusal is cheaper than an answer, so the time would be too short.
      if (responses.some((response) => response?.status !== 200))
        throw new Error('An ordinary message was refused.');
    }
  };
  await chat(WARM_UP_ROUNDS);
  await askGauge(target.server, { ask: 'reset' });
  await chat(ROUNDS);
  const { used } = await askGauge(target.server, { ask: 'reading' });
  return used / (ROUNDS * VISITORS);
}
