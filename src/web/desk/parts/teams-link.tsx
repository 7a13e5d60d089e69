import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskTeamsCode, DeskTeamsLink } from '#desk/wire.ts';
import { api } from '../api.ts';
import { shortTime } from '../times.ts';

/** Ties the account to a Teams user: the code is written to the bot there. Nothing is shown where the bot has no app. */
export function TeamsLink() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [link, setLink] = useState<DeskTeamsLink>();
  const [code, setCode] = useState<DeskTeamsCode>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void api.teams().then((answer) => answer.ok && setLink(answer.body));
  }, []);
  const open = async (): Promise<void> => {
    setCode(undefined);
    setProblem('');
    dialog.current?.showModal();
    const answer = await api.teams();
    if (answer.ok) setLink(answer.body);
    else setProblem(answer.problem);
  };
  const makeCode = async (): Promise<void> => {
    const answer = await api.teamsCode();
    if (answer.ok) setCode(answer.body);
    else setProblem(answer.problem);
  };
  const unlink = async (): Promise<void> => {
    const answer = await api.unlinkTeams();
    if (answer.ok) setLink(answer.body);
    else setProblem(answer.problem);
  };
  if (link?.hasApp !== true) return null;
  return (
    <>
      <button type="button" class="quiet" onClick={() => void open()}>
        Connect Teams
      </button>
      <dialog ref={dialog} aria-labelledby="teams-link-title" class="dialog">
        <h2 id="teams-link-title">Connect Teams</h2>
        <p>
          {link.isLinked
            ? 'Your account is linked to a Teams user: you can take chats there.'
            : 'Tie your account to your Teams user, and you can take chats there.'}
        </p>
        <p class="soft">
          {link.hasChannel
            ? 'Requests are posted to a channel of your team.'
            : 'No channel gets requests yet: a supervisor mentions the bot in one and writes /desk on.'}
        </p>
        <p aria-live="polite">
          {code !== undefined && (
            <>
              Write this to the bot in Teams, alone with it, before {shortTime(code.expiresAt)}:{' '}
              <strong>/link {code.code}</strong>
            </>
          )}
        </p>
        <p class="problem" role="alert">
          {problem}
        </p>
        <p>
          <button type="button" class="button" onClick={() => void makeCode()}>
            {code === undefined ? 'Show a code' : 'Show another code'}
          </button>{' '}
          {link.isLinked && (
            <button type="button" class="quiet" onClick={() => void unlink()}>
              Unlink
            </button>
          )}{' '}
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </p>
      </dialog>
    </>
  );
}
