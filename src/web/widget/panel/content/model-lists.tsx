import type { ModelList, PatchLists } from '#dialogs/reply.ts';
import type { ReplyData } from '#bot/channel-data.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import { Markdown } from './markdown-view.tsx';

const isText = (value: unknown): value is string => typeof value === 'string';

const isList = (value: unknown): value is ModelList => {
  const { status, models } = (value ?? {}) as Partial<Record<keyof ModelList, unknown>>;
  return isText(status) && Array.isArray(models) && models.every(isText);
};

/** The lists of models that a reply carries with its text; undefined if there are none or their shape is unknown. */
export function modelListsIn(reply: ReplyData | undefined): PatchLists | undefined {
  const { lists, source, advisory } = reply ?? {};
  if (!Array.isArray(lists) || lists.length === 0 || !lists.every(isList) || !isText(source))
    return undefined;
  return { lists, source, ...(isText(advisory?.name) ? { advisory } : {}) };
}

/** A longer list opens by itself only if it is the only one asked for. */
const SHORT = 12;

/**
 * The models of each patch status, one line per status until it is opened.
 * @param text the same as Markdown, which names the statuses asked for
 */
export function ModelLists({
  lists: { lists, source, advisory },
  text,
  strings,
}: {
  lists: PatchLists;
  text: string;
  strings: Strings;
}) {
  const isAsked = ({ status }: ModelList): boolean => text.includes(`**${status}**`);
  const asked = lists.filter(isAsked);
  const isOpen = (list: ModelList): boolean =>
    asked.includes(list) &&
    (asked.length === 1 || (asked.length < lists.length && list.models.length <= SHORT));
  return (
    <div class="models" dir="auto">
      {advisory !== undefined && <p class="card-title">{advisory.name}</p>}
      {lists.map((list) => (
        <details key={list.status} open={isOpen(list)}>
          <summary>
            {list.status} <span>{list.models.length}</span>
          </summary>
          <ul>
            {list.models.map((model) => (
              <li key={model}>{model}</li>
            ))}
          </ul>
        </details>
      ))}
      <Markdown text={source} newTab={strings.newTab} />
    </div>
  );
}
