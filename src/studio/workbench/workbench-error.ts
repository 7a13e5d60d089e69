/** Why the workbench could not do something. */
export type WorkbenchCode =
  /** The child holds other sides: `Workbench` prepares these, but others may be prepared in between. See `inTurn`. */
  | 'NotPrepared'
  /** Other sides were requested in the meantime, or other knowledge was trained. See `inTurn`. */
  | 'Superseded'
  /** The child has ended unexpectedly. */
  | 'Crashed'
  /** The child did not answer in time, and was ended. */
  | 'TimedOut'
  /** The server is stopping. */
  | 'Stopping'
  /** Something else failed in the child. */
  | 'Failed';

const sentences: Record<WorkbenchCode, string> = {
  NotPrepared: 'The draft is not ready yet. Please try again.',
  Superseded: 'The draft has changed in the meantime. Please try again.',
  Crashed: 'The work was interrupted. Please try again.',
  TimedOut: 'This took too long and was stopped. Please try again.',
  Stopping: 'The server is restarting. Please try again in a moment.',
  Failed: 'Something went wrong. Please try again.',
};

/** Its message is a plain sentence for people; the cause is for the log. */
export class WorkbenchError extends Error {
  override readonly name = 'WorkbenchError';
  readonly code: WorkbenchCode;

  constructor(code: WorkbenchCode, options?: ErrorOptions) {
    super(sentences[code], options);
    this.code = code;
  }
}
