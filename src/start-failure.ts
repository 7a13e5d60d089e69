import { ConfigError } from './config.ts';
import { KnowledgeError } from './knowledge/problems.ts';
import { StoreError } from './store/errors.ts';

/** What lies behind an error, in brackets. A name with several addresses gives one error for each, and no words. */
function causeOf({ cause }: Error): string {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && first.message !== '' ? ` (${first.message})` : '';
}

/** Says in plain words why the bot did not start and what to do. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof KnowledgeError) return error.message;
  // What other errors of the store say is all that there is to know.
  if (error instanceof StoreError && ['CannotOpen', 'StoreUnavailable'].includes(error.code))
    return `${error.message}${causeOf(error)}`;
  if (error instanceof StoreError) return error.message;
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port ?? ''} is taken by another program. Stop that program, or set PORT to a free port (PORT=0 takes any).`;
    case 'WEB_NOT_BUILT':
      return `${message} Run npm run build (npm start does it by itself).`;
    case 'EACCES':
      return `Not allowed to open port ${port ?? ''} here. Set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'HOST is no address of this machine. Set HOST to 127.0.0.1 (this machine alone) or 0.0.0.0 (every address).';
    default:
      return `The support bot did not start: ${error instanceof Error ? (error.stack ?? message) : String(error)}`;
  }
}
