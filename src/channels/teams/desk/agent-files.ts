import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { ChatFile } from '../../../handoff/chat.ts';
import { isLoopbackUrl } from '../../botframework/loopback.ts';
import { checkedFile } from '../../directline/upload-file.ts';
import { FILES_PER_UPLOAD, UPLOAD_BYTES } from '../../directline/upload-rules.ts';

const PATIENCE_MS = 10_000;

const attachmentSchema = z.looseObject({
  contentType: z.string().max(200),
  name: z.string().max(200).optional(),
  contentUrl: z.string().max(4000).optional(),
  content: z.unknown(),
});
/** How Teams hands over a file in a chat with the bot. */
const FILE_TYPE = 'application/vnd.microsoft.teams.file.download.info';
const fileSchema = z.looseObject({
  downloadUrl: z.string().max(4000),
});

interface Source {
  name: string;
  url: string;
  /** It lies with Teams' connector, which wants to know who asks. */
  isConnectors: boolean;
}

/** What became of the files of a message. */
interface TakenFiles {
  files: ChatFile[];
  /** Names of those that could not be taken. */
  refused: string[];
}

/** Takes files that an agent sends in Teams, so that the customer can read them here. Never throws. */
export type AgentFiles = (context: TurnContext) => Promise<TakenFiles>;

/** Files of a message; Teams puts its text as HTML beside them, which is none. */
function sourcesIn({ attachments = [], serviceUrl }: Activity): Source[] {
  return attachments.flatMap((given): Source[] => {
    const parsed = attachmentSchema.safeParse(given);
    if (!parsed.success) return [];
    const { contentType, name = 'file', contentUrl, content } = parsed.data;
    if (contentType === FILE_TYPE) {
      const file = fileSchema.safeParse(content);
      if (!file.success) return [{ name, url: '', isConnectors: false }];
      return [{ name, url: file.data.downloadUrl, isConnectors: false }];
    }
    if (!contentType.startsWith('image/') || contentUrl === undefined) return [];
    const isConnectors =
      URL.canParse(contentUrl) &&
      URL.canParse(serviceUrl) &&
      new URL(contentUrl).origin === new URL(serviceUrl).origin;
    return [
      {
        name: name === 'file' ? 'picture' : name,
        url: contentUrl,
        isConnectors,
      },
    ];
  });
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > UPLOAD_BYTES) throw new Error('The file is too big.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Builds it. @param newId makes unguessable ids; @param token the bot's own, sent to Teams' connector alone */
export const createAgentFiles =
  ({
    token,
    newId,
    onProblem,
  }: {
    token: (context: TurnContext) => Promise<string | undefined>;
    newId: () => string;
    onProblem: (error: unknown) => void;
  }): AgentFiles =>
  async (context) => {
    const sources = sourcesIn(context.activity);
    const taken: TakenFiles = {
      files: [],
      refused: sources.slice(FILES_PER_UPLOAD).map(({ name }) => name),
    };
    for (const { name, url, isConnectors } of sources.slice(0, FILES_PER_UPLOAD)) {
      try {
        if (!url.startsWith('https://') && !isLoopbackUrl(url))
          throw new Error('The file has no safe address.');
        const own = isConnectors ? await token(context) : undefined;
        const response = await fetch(url, {
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_MS),
          ...(own === undefined ? {} : { headers: { authorization: `Bearer ${own}` } }),
        });
        if (!response.ok) throw new Error(`The place of the file answered ${response.status}.`);
        const content = await bytesOf(response);
        taken.files.push({ id: newId(), ...checkedFile({ name, content }) });
      } catch (error) {
        onProblem(error);
        taken.refused.push(name);
      }
    }
    return taken;
  };
