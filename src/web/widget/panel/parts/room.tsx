import type { Strings } from '#web/widget/strings/strings.ts';

/** Length limit of a message. */
const LONGEST_MESSAGE = 4000;

/** Whether a text, trimmed as it would be sent, is over the limit. */
export const isTooLong = (text: string, most = LONGEST_MESSAGE): boolean => text.trim().length > most;

/** Shows how full a text box is once it nears the limit, and what to do when it is too full. Nothing is cut. */
export function Room({
  text,
  most = LONGEST_MESSAGE,
  strings,
}: {
  text: string;
  most?: number;
  strings: Pick<Strings, 'tooLong'>;
}) {
  const { length } = text.trim();
  return (
    <>
      <p class="refusal" role="alert">
        {length > most ? strings.tooLong : ''}
      </p>
      {length > most * 0.9 && (
        <p class="count">
          {length} / {most}
        </p>
      )}
    </>
  );
}
