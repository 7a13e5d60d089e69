import type { Logger } from 'pino';
import type { Location } from '#http/location.ts';
import type { ActivityIntake } from './activity-intake.ts';
import type { Authorizer } from './authorize.ts';
import type { DirectLineOptions } from './options.ts';
import type { RecentPolls } from './recent-polls.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Tokens } from './tokens.ts';
import type { TurnRunner } from './turn-runner.ts';

/** What the routes share. */
export interface RouteContext {
  log: Logger;
  options: DirectLineOptions;
  tokens: Tokens;
  authorizer: Authorizer;
  limits: RateLimits;
  location: Location;
  intake: ActivityIntake;
  runner: TurnRunner;
  polls: RecentPolls;
}
