import type { ExpectedResult } from '#expected/run-expected.ts';
import type { FailingAnswer } from './outcome.ts';

/** What people see of an expected answer that fails. */
export const failingOf = ({ document, id, kind, asked, wanted, got }: ExpectedResult): FailingAnswer => ({
  document,
  id,
  kind,
  asked,
  wanted,
  got,
});
