import { createRequire } from 'node:module';
import type { Logger } from 'pino';
import type { Server, ServerOptions } from 'restify';

const require = createRequire(import.meta.url);

/**
 * Creates restify's server as its own `createServer` does, from the two files that define it. restify's index would
 * also load all its plugins, with libraries for CSV, signatures and uploads; none of them is used here, and they take
 * 17 MB.
 */
export function createRestifyServer(options: Omit<ServerOptions, 'log' | 'router'>, log: Logger): Server {
  const Router = require('restify/lib/router') as new (options: object) => object;
  const RestifyServer = require('restify/lib/server') as new (options: object) => Server;
  const settings = { ...options, log };
  return new RestifyServer({ ...settings, router: new Router(settings) });
}
