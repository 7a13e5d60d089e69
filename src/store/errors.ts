/** Why the store cannot do what was asked; stable, for logs and answers. */
export type StoreErrorCode =
  | 'StoreUnavailable'
  | 'CannotOpen'
  | 'DatabaseTooNew'
  | 'DataDirectoryInUse'
  | 'ETagConflict'
  | 'NoDatabase'
  | 'FileExists'
  | 'CannotWrite';

/** An error of the store that callers tell apart by its `code`. The message is for operators. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/**
 * The database cannot be reached or cannot be written just now (server gone, disk full or read-only).
 * Nothing of the failed operation is stored, unless the connection was lost during its commit; the same
 * operation may be tried again. HTTP answers it with 503.
 */
export class StoreUnavailable extends StoreError {
  constructor(cause: unknown) {
    super('StoreUnavailable', 'The database cannot be reached or written at the moment.', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** True for every error that passes by itself when the database is back. */
export const isUnavailable = (error: unknown): error is StoreUnavailable => error instanceof StoreUnavailable;
