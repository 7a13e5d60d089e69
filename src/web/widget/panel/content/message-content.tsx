import { UNSHOWN_PICTURES } from '#uploads/upload-rules.ts';
import type { Attachment, CardAction } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { channelDataOf, replyOf } from '#web/widget/client/guards.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import { CardView } from './cards/card-view.tsx';
import { readCard } from './cards/read-card.ts';
import { Markdown } from './markdown-view.tsx';
import { ModelLists, modelListsIn } from './model-lists.tsx';
import { FileLink, Picture } from './picture.tsx';
import { Plain } from './plain-view.tsx';
import { isMarkdownIn } from './message-text.ts';
import { StatusTable, statusesIn } from './status-table.tsx';

export interface MessageContentProps {
  entry: MessageEntry;
  strings: Strings;
  /** Origins whose pictures load without asking. */
  trusted: readonly string[];
  press: (action: CardAction) => void;
  /** Whether the choices are shown as buttons elsewhere, so that the text need not list them. */
  hasButtons?: boolean;
}

/** A message's content: its text, then its cards and files. */
export function MessageContent(props: MessageContentProps) {
  const { entry, ...rest } = props;
  const { attachments, activity } = entry;
  const many = activity.attachmentLayout === 'carousel' && attachments.length > 1;
  const shown = attachments.map((attachment, at) => (
    // Keyed by position: a message's attachments never change.
    <AttachmentView key={at} attachment={attachment} {...rest} />
  ));
  return (
    <>
      <MessageText {...props} />
      {many ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrollable, so reachable by keyboard
        <div class="carousel" tabIndex={0}>
          {shown}
        </div>
      ) : (
        shown
      )}
    </>
  );
}

function MessageText({ entry, strings, hasButtons = false }: MessageContentProps) {
  const { text, from, activity } = entry;
  const { newTab } = strings;
  // Visitors could link to anything, so their addresses are shown as text.
  if (!isMarkdownIn(entry))
    return text === '' ? null : <Plain text={text} {...(from === 'visitor' ? {} : { newTab })} />;
  const reply = from === 'bot' ? replyOf(channelDataOf(activity)) : undefined;
  const lists = modelListsIn(reply);
  if (lists !== undefined) return <ModelLists lists={lists} text={text} strings={strings} />;
  const statuses = statusesIn(reply);
  if (statuses !== undefined) return <StatusTable told={statuses} strings={strings} />;
  const { question } = reply ?? {};
  const words = hasButtons && typeof question === 'string' ? question : text;
  return words === '' ? null : <Markdown text={words} newTab={newTab} />;
}

function AttachmentView({
  attachment,
  ...rest
}: { attachment: Attachment } & Omit<MessageContentProps, 'entry' | 'hasButtons'>) {
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
