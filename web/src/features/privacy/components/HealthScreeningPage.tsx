import { FormPage } from '@/components/FormPage';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { ProgressLine } from '@/components/ProgressLine';
import { SaveState, type SaveStep } from '@/components/SaveState';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { useDraft } from '@/lib/useDraft';
import { useHealthScreening, useSaveHealthScreening } from '../api/healthScreening';
import { answersOf, isComplete, questions, type Answers, type Screening } from '../model/screening';
import { AnswerRow } from './AnswerRow';
import { NotesField } from './NotesField';

interface Props {
  /** Why it is asked, where the page's own words say too much. */
  text?: string;
}

export function HealthScreeningPage({ text = t('privacy.screeningText') }: Props) {
  const screening = useHealthScreening();
  return (
    <FormPage title={t('privacy.screening')} text={text}>
      <div className="mt-7">
        <Loaded of={screening} waiting={t('privacy.screeningWaiting')}>
          {(saved) => <Questions saved={saved} />}
        </Loaded>
      </div>
    </FormPage>
  );
}

const steps = {
  idle: 'idle',
  pending: 'saving',
  success: 'saved',
  error: 'failed',
} as const satisfies Record<string, SaveStep>;

function Questions({ saved }: { saved: Screening }) {
  const [answers, setAnswers, dropDraft] = useDraft<Answers>('screening', answersOf(saved));
  const save = useSaveHealthScreening();
  const change = (changed: Partial<Answers>) => {
    const next = { ...answers, ...changed };
    setAnswers(next);
    if (isComplete(next)) save.mutate(next, { onSuccess: dropDraft });
  };
  const answered = questions.filter(([name]) => answers[name] !== null).length;
  const send = () => {
    if (isComplete(answers)) save.mutate(answers, { onSuccess: dropDraft });
  };

  return (
    <>
      <div className="bg-paper sticky top-0 z-10 py-2">
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p className="text-soft numeric">
            {t('privacy.screeningProgress', { count: answered, total: questions.length })}
            {saved.completed_at
              ? ` · ${t('privacy.screeningSince', { date: formatDate(saved.completed_at) })}`
              : ''}
          </p>
          <SaveState step={steps[save.status]} onRetry={send} />
        </div>
        <ProgressLine
          label={t('privacy.screening')}
          fraction={answered / questions.length}
          className="mt-1.5"
        />
      </div>
      {save.isError ? (
        <div className="mt-3">
          <ProblemNotice error={save.error} />
        </div>
      ) : null}
      <div className="divide-line divide-y">
        {questions.map(([name, text, why]) => (
          <AnswerRow
            key={name}
            question={t(text)}
            why={t(why)}
            value={answers[name]}
            onChange={(answer) => change({ [name]: answer })}
          />
        ))}
      </div>
      <NotesField value={answers.notes ?? ''} onSave={(notes) => change({ notes: notes || null })} />
      <p className="text-soft mt-6">
        {t(answered === questions.length ? 'privacy.screeningDone' : 'privacy.screeningKept')}
      </p>
    </>
  );
}
