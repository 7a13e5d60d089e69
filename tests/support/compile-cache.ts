import { join } from 'node:path';

/**
 * The environment for a process that a test starts: Node caches its compiled modules in this folder. A command takes a
 * second, and without the cache half of that is spent loading the same modules again.
 */
export const compileCache = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/support-bot/compiled'),
};
