import { UNSHOWN_PICTURES } from '#uploads/upload-rules.ts';
import type { Attachment, CardAction } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import { CardView } from './cards/card-view.tsx';
import { readCard } from './cards/read-card.ts';
import { Markdown } from './markdown-view.tsx';
import { FileLink, Picture } from './picture.tsx';
import { Plain } from './plain-view.tsx';
import { isMarkdownIn } from './plain-text.ts';

export interface MessageContentProps {
  entry: MessageEntry;
  strings: Strings;
  /** Origins whose pictures load without asking. */
  trusted: readonly string[];
  press: (action: CardAction) => void;
}

/** A message's content: its text, then its cards and files. */
export function MessageContent({ entry, strings, trusted, press }: MessageContentProps) {
  const { text, attachments, from, activity } = entry;
  const isMarkdown = isMarkdownIn(entry);
  const many = activity.attachmentLayout === 'carousel' && attachments.length > 1;
  const shown = attachments.map((attachment, at) => (
    // Keyed by position: a message's attachments never change.
    <AttachmentView key={at} attachment={attachment} strings={strings} trusted={trusted} press={press} />
  ));
  return (
    <>
      {text !== '' &&
        (isMarkdown ? (
          <Markdown text={text} newTab={strings.newTab} />
        ) : (
          // Visitors could link to anything, so their addresses stay text.
          <Plain text={text} {...(from === 'visitor' ? {} : { newTab: strings.newTab })} />
        ))}
      {many ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <div class="carousel" tabIndex={0}>
          {shown}
        </div>
      ) : (
        shown
      )}
    </>
  );
}

function AttachmentView({
  attachment,
  ...rest
}: { attachment: Attachment } & Omit<MessageContentProps, 'entry'>) {
  const { contentType, contentUrl, name } = attachment;
  const { strings } = rest;
  if (contentType.startsWith('application/vnd.microsoft.card.')) {
    const card = readCard(attachment);
    return card === undefined ? (
      <p class="plain">{strings.cannotShow}</p>
    ) : (
      <CardView card={card} {...rest} />
    );
  }
  if (contentType.startsWith('image/') && !UNSHOWN_PICTURES.includes(contentType))
    return <Picture url={contentUrl} name={name ?? strings.picture} {...rest} />;
  if (contentUrl === undefined) return <p class="plain">{strings.cannotShow}</p>;
  return <FileLink url={contentUrl} name={name ?? strings.file} strings={strings} />;
}
