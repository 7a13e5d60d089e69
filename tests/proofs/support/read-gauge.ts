import { once } from 'node:events';
import type { GaugeQuestion, GaugeReading } from './gauge.ts';
import type { ServerProcess } from './server-process.ts';

/** Queries the gauge of a server that was started with one. @returns its measurements since the last reset */
export async function askGauge({ child }: ServerProcess, question: GaugeQuestion): Promise<GaugeReading> {
  const answered = once(child, 'message');
  child.send(question);
  const [reading] = (await answered) as [GaugeReading];
  return reading;
}
