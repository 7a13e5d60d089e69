import type { Strings } from '#web/widget/strings/strings.ts';

/** What one message may hold. */
const LONGEST_MESSAGE = 4000;

/** Whether a text is past its limit, as it would be sent. */
export const isTooLong = (text: string, most = LONGEST_MESSAGE): boolean => text.trim().length > most;

/** How full a text box is, once that matters, and what to do when it is too full. Nothing is cut. */
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
