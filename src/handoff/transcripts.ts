import type { ReadTranscriptText } from './delivery/transcript-mail.ts';

/** Conversations as text, and by mail. */
export interface Transcripts {
  readText: ReadTranscriptText;
  /** Called when a transcript is to be mailed; undefined without a mail server. */
  mails: (() => void) | undefined;
}
