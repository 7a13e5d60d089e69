import { HttpProblem } from '#http/problem.ts';

/** Refuses to publish while somebody is publishing. */
export const busyProblem = ({ actor }: { actor: string }): HttpProblem =>
  new HttpProblem(409, 'Busy', `${actor} is publishing right now.`);
