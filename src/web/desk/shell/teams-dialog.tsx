import { useState } from 'preact/hooks';
import type { DeskTeamsCode, DeskTeamsLink } from '#desk/wire.ts';
import { api, type ApiResult } from '../api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { shortTime } from '../times.ts';
import { teamsWords as words } from '../words.ts';

/** Links the account to a Teams user, who sends the code to the bot. */
export function TeamsDialog({ link: before, onClose }: { link: DeskTeamsLink; onClose: () => void }) {
  const [link, setLink] = useState(before);
  const [code, setCode] = useState<DeskTeamsCode>();
  const [problem, setProblem] = useState('');
  const ask = async <Body,>(
    asked: Promise<ApiResult<Body>>,
    onAnswer: (body: Body) => void,
  ): Promise<void> => {
    const answer = await asked;
    setProblem(answer.ok ? '' : answer.problem);
    if (answer.ok) onAnswer(answer.body);
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{link.isLinked ? words.linked : words.notLinked}</p>
      <p class="soft">{link.hasChannel ? words.hasChannel : words.noChannel}</p>
      <p aria-live="polite">
        {code !== undefined && (
          <>
            {words.send(shortTime(code.expiresAt))} <strong>/link {code.code}</strong>
          </>
        )}
      </p>
      <p class="problem" role="alert">
        {problem}
      </p>
      <form method="dialog" class="dialog-foot">
        <button type="submit" class="quiet">
          {words.close}
        </button>
        {link.isLinked && (
          <button type="button" class="quiet" onClick={() => void ask(api.unlinkTeams(), setLink)}>
            {words.unlink}
          </button>
        )}
        <button type="button" class="button" onClick={() => void ask(api.teamsCode(), setCode)}>
          {code === undefined ? words.code : words.anotherCode}
        </button>
      </form>
    </Dialog>
  );
}
