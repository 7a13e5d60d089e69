import type { Activity } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { excerptOf } from '#text/excerpt.ts';
import type { ChatFile } from '#handoff/chat.ts';
import { checkedFile, type UploadedFile } from '#uploads/upload-file.ts';
import { FILES_PER_UPLOAD, UPLOAD_BYTES } from '#uploads/upload-rules.ts';
import { fetchPublic, FetchRefused } from '../public-fetch.ts';
import { type FileSource, sourcesIn } from './file-sources.ts';

/** For all files of a message. The channel waits for the turn and delivers the message again after fifteen seconds. */
const PATIENCE_MS = 8000;

const whys = {
  unsafe: 'it is not at an address that I may fetch files from',
  'too big': `files can be at most ${UPLOAD_BYTES / 1024 / 1024} MB in total`,
  'too many': `at most ${FILES_PER_UPLOAD} files go with a message`,
  kind: 'files of this kind cannot be passed on',
  failed: 'I could not download it',
} as const;

/** What happened to the files of a message. */
export interface ReceivedFiles {
  files: ChatFile[];
  /** The files that were refused, and why: one phrase each, for the sender. */
  refused: string[];
}

/** Stores the files of a message, so that the other side can read them here. Never throws. */
export type IncomingFiles = (context: TurnContext) => Promise<ReceivedFiles>;

/** A sentence for the sender of refused files; undefined if there are none. */
export const refusalOf = ({ refused }: ReceivedFiles): string | undefined =>
  refused.length === 0 ? undefined : `This could not be passed on: ${refused.join('; ')}.`;

interface Parts {
  /** The bot's own token, sent only to the channel's connector. */
  token: (context: TurnContext) => Promise<string | undefined>;
  /** Generates unguessable ids. */
  newId: () => string;
  onProblem: (error: unknown) => void;
}

const originOf = ({ serviceUrl = '' }: Partial<Activity>): string | undefined =>
  URL.canParse(serviceUrl) ? new URL(serviceUrl).origin : undefined;

function whyOf(error: unknown): keyof typeof whys {
  if (error instanceof FetchRefused) return error.why;
  // The download was not refused, so the file itself was.
  return 'kind';
}

/** Pictures come without a name, so the type gives them one. */
function withEnding(file: UploadedFile): UploadedFile {
  const [family, ending = ''] = file.contentType.split('/');
  return family !== 'image' || file.name.includes('.') ? file : { ...file, name: `${file.name}.${ending}` };
}

/** Builds the function that stores a message's files. */
export const createIncomingFiles =
  ({ token, newId, onProblem }: Parts): IncomingFiles =>
  async (context) => {
    const sources = sourcesIn(context.activity);
    const received: ReceivedFiles = { files: [], refused: [] };
    if (sources.length === 0) return received;
    const refuse = ({ name }: Pick<FileSource, 'name'>, why: keyof typeof whys): void => {
      received.refused.push(`${excerptOf(name)} (${whys[why]})`);
    };
    const origin = originOf(context.activity);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    let room = UPLOAD_BYTES;
    for (const source of sources.slice(0, FILES_PER_UPLOAD)) {
      const { name, url } = source;
      if (url === undefined) {
        refuse(source, 'kind');
        continue;
      }
      try {
        const trusted = origin === undefined ? undefined : { origin, token: await token(context) };
        const fetched = await fetchPublic(url, {
          ...(trusted === undefined ? {} : { trusted }),
          mostBytes: room,
          signal,
        });
        const file = checkedFile({ name, content: fetched.content });
        if (source.isPicture && !file.contentType.startsWith('image/')) {
          refuse(source, 'kind');
          continue;
        }
        received.files.push({ id: newId(), ...withEnding(file) });
        room -= fetched.content.byteLength;
      } catch (error) {
        onProblem(error);
        refuse(source, whyOf(error));
      }
    }
    const [firstTooMany, ...others] = sources.slice(FILES_PER_UPLOAD);
    if (firstTooMany !== undefined)
      refuse(
        { name: others.length === 0 ? firstTooMany.name : `${others.length + 1} more files` },
        'too many',
      );
    return received;
  };
