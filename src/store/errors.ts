/** Why the store failed; stable codes for logs and responses. */
export type StoreErrorCode =
  | 'StoreUnavailable'
  | 'CannotOpen'
  | 'DatabaseTooNew'
  | 'DataDirectoryInUse'
  | 'ETagConflict'
  | 'NoDatabase'
  | 'FileExists'
  | 'CannotWrite';

/** An error of the store. Callers tell errors apart by `code`; the message is for operators. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/**
 * The database cannot be reached or written to at the moment: the server is gone, or the disk is full or read-only.
 * Nothing of the failed operation is stored, unless the connection was lost during its commit. The operation can be
 * tried again. HTTP responds with 503.
 */
export class StoreUnavailable extends StoreError {
  constructor(cause: unknown) {
    super('StoreUnavailable', 'The database cannot be reached or written at the moment.', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Whether an error goes away by itself once the database is back. */
export const isUnavailable = (error: unknown): error is StoreUnavailable => error instanceof StoreUnavailable;

// PostgreSQL's `unique_violation`, and SQLite's extended result codes for a unique index and a primary key.
const UNIQUE_VIOLATION = '23505';
const UNIQUE_CODES: readonly unknown[] = [2067, 1555];

/** Whether an error says that a row with the same key is already stored. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === UNIQUE_VIOLATION) ||
    ('errcode' in error && UNIQUE_CODES.includes(error.errcode)));
