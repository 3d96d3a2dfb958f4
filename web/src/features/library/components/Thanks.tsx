import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { ProblemNotice } from '@/components/ProblemNotice';
import { useCameFromToday } from '@/lib/cameFrom';
import { t } from '@/lib/messages/library';
import type { Feedback } from '../api/sessions';
import { useSentLate } from '../model/useSentLate';
import { QuietPage } from './QuietPage';

interface Props {
  feedback: Feedback;
  send: () => Promise<void>;
  onUndo: () => void;
  onAgain: () => void;
}

/**
 * It is over. What was said goes out when this screen is left, so that it can be taken back until then; words go out at once, because
 * they may call for help.
 */
export function Thanks({ feedback, send, onUndo, onAgain }: Props) {
  const { state, sendNow, cancel } = useSentLate(send, feedback.text.trim() === '' ? undefined : 0);
  const navigate = useNavigate();
  const isWorse = feedback.tags.includes('made_it_worse');
  const leave = async (go: () => void) => {
    if (await sendNow()) go();
  };
  const isFromToday = useCameFromToday();
  const toToday = () => void navigate('/today');
  const toLibrary = () => void navigate('/library');
  return (
    <QuietPage
      title={t(feedback.rating === null ? 'thanks.skipped' : 'thanks.title')}
      text={t(isWorse ? 'thanks.worse' : 'thanks.text')}
    >
      {typeof state === 'object' ? (
        <div className="mb-5">
          <ProblemNotice
            error={state.error}
            action={
              <Button
                size="touch"
                onPress={() => {
                  cancel();
                  (isFromToday ? toToday : toLibrary)();
                }}
              >
                {t('thanks.leave')}
              </Button>
            }
          />
          <p className="text-soft mt-2 text-base">{t('thanks.notSaved')}</p>
        </div>
      ) : null}
      <div className="flex flex-col gap-3 sm:max-w-80">
        {isWorse ? (
          <ButtonLink to="/help" tone="danger" size="large">
            {t('thanks.help')}
          </ButtonLink>
        ) : null}
        <Button
          tone="primary"
          size="large"
          isPending={state === 'sending'}
          onPress={() => void leave(isFromToday ? toToday : toLibrary)}
        >
          {t(typeof state === 'object' ? 'app.tryAgain' : isFromToday ? 'thanks.today' : 'thanks.library')}
        </Button>
        {isFromToday ? (
          <Button size="large" onPress={() => void leave(toLibrary)}>
            {t('thanks.library')}
          </Button>
        ) : null}
        <Button size="large" onPress={() => void leave(onAgain)}>
          {t('thanks.again')}
        </Button>
        {state === 'waiting' ? (
          <Button
            size="large"
            tone="quiet"
            onPress={() => {
              cancel();
              onUndo();
            }}
          >
            {t('library.undo')}
          </Button>
        ) : null}
      </div>
    </QuietPage>
  );
}
