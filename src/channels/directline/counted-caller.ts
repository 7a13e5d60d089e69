import type { IncomingMessage } from 'node:http';
import type { Caller } from './authorize.ts';
import type { RouteContext } from './context.ts';

/**
 * Who calls, counted against the requests that a visitor may make beside messages and polls. Clients that are answered
 * 429 there wait and ask again; Microsoft's does so when it starts, connects again and renews its token.
 * @throws {HttpProblem} 401, 403, 429
 */
export async function countedCaller(
  { authorizer, limits, location }: Pick<RouteContext, 'authorizer' | 'limits' | 'location'>,
  request: IncomingMessage,
): Promise<Caller> {
  const caller = await authorizer.caller(request);
  if (caller.kind === 'visitor') await limits.request(caller.grant.userId, location.addressOf(request));
  return caller;
}
