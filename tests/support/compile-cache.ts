import { join } from 'node:path';

/**
 * For the environment of a process that a test starts: Node caches its compiled modules there. Half of the second that
 * a command takes is spent loading the same modules again.
 */
export const compileCache = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/support-bot/compiled'),
};
