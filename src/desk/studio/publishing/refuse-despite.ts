import { HttpProblem } from '#http/problem.ts';
import type { Agent } from '#store/agents.ts';

/** Lets only supervisors publish a release that breaks expected answers. @throws {HttpProblem} 403 */
export function refuseDespite({ role }: Agent, despite: string | undefined): void {
  if (despite !== undefined && role !== 'supervisor')
    throw new HttpProblem(
      403,
      'Forbidden',
      'Only supervisors can publish a release that breaks expected answers.',
    );
}
