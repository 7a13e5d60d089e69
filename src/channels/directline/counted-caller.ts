import type { IncomingMessage } from 'node:http';
import type { Caller } from './authorize.ts';
import type { RouteContext } from './context.ts';

/**
 * Finds the caller and counts the request against the visitor's limit for everything but messages and polls. Clients
 * that get a 429 here wait and try again, as Microsoft's does when it starts, reconnects and renews its token.
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
