import { ConfigError } from './config.ts';
import { KnowledgeError } from './knowledge/problems.ts';
import { StoreError } from './store/errors.ts';

/**
 * Returns an error's cause in brackets. A host name with several addresses causes one error for each, and the error
 * that contains them has no message.
 */
function causeOf({ cause }: Error): string {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && first.message !== '' ? ` (${first.message})` : '';
}

/** Explains in plain words why the bot did not start and what to do. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof KnowledgeError) return error.message;
  // The message of every other store error is already complete.
  if (error instanceof StoreError && ['CannotOpen', 'StoreUnavailable'].includes(error.code))
    return `${error.message}${causeOf(error)}`;
  if (error instanceof StoreError) return error.message;
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port ?? ''} is in use by another program. Stop that program, or set PORT to a free port (PORT=0 takes any).`;
    case 'WEB_NOT_BUILT':
      return `${message} Run npm run build (npm start does this for you).`;
    case 'NOT_A_DEMO':
      return message;
    case 'EACCES':
      return `Port ${port ?? ''} needs special permissions. Set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'HOST is not an address of this machine. Set HOST to 127.0.0.1 (this machine only) or 0.0.0.0 (every address).';
    default:
      return `The support bot did not start: ${error instanceof Error ? (error.stack ?? message) : String(error)}`;
  }
}
