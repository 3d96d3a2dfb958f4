import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { PlainPage } from '@/components/PlainPage';
import { ProblemNotice } from '@/components/ProblemNotice';
import { usePageTitle } from '@/components/usePageTitle';
import { showHelpFor, useHelpSheet } from '@/features/help/model/helpSheet';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/screenings';
import { randomKey } from '@/lib/randomKey';
import { questionsQuery, takeScreening } from '../api/screenings';
import { callsForHelp, isKind, type Kind, type Questions, type TakenScreening } from '../model/screening';
import { OneQuestion } from './OneQuestion';
import { ScreeningResult } from './ScreeningResult';

export function ScreeningPage() {
  const { kind } = useParams();
  if (!isKind(kind)) {
    return (
      <PlainPage title={t('screenings.unknown')}>
        <ButtonLink to="/today">{t('screenings.toToday')}</ButtonLink>
      </PlainPage>
    );
  }
  // Another questionnaire starts from its own beginning.
  return <OneScreening key={kind} kind={kind} />;
}

function OneScreening({ kind }: { kind: Kind }) {
  usePageTitle(t(`screenings.${kind}`));
  const questions = useQuery(questionsQuery(kind));
  return (
    <div className="mx-auto w-full max-w-[42rem] px-5 pt-[max(1.5rem,6dvh)] pb-24">
      {questions.isError ? (
        <h1 className="font-serif text-2xl font-medium tracking-tight">{t(`screenings.${kind}`)}</h1>
      ) : null}
      <Loaded of={questions} waiting={t('screenings.loading')}>
        {(loaded) => <Asking kind={kind} questions={loaded} />}
      </Loaded>
    </div>
  );
}

type Ending =
  | { name: 'asking' }
  | { name: 'sending' }
  | { name: 'failed'; error: unknown }
  | { name: 'taken'; taken: TakenScreening };

/** One question per screen; the last one asks how hard all of it made things, when there was anything. */
function Asking({ kind, questions }: { kind: Kind; questions: Questions }) {
  const client = useQueryClient();
  const [answers, setAnswers] = useState<readonly number[]>([]);
  const [index, setIndex] = useState(0);
  const [ending, setEnding] = useState<Ending>({ name: 'asking' });
  const [difficulty, setDifficulty] = useState<number | null>(null);
  const [key] = useState(randomKey);
  const count = questions.items.length;

  const send = async (given: readonly number[], howHard: number | null) => {
    setDifficulty(howHard);
    setEnding({ name: 'sending' });
    try {
      const taken = await takeScreening(kind, given, howHard, key);
      if (taken.crisis_alert) showHelpOnce(taken.crisis?.event_id ?? null);
      setEnding({ name: 'taken', taken });
      await client.invalidateQueries({ queryKey: ['screenings', kind, 'history'] });
    } catch (error) {
      if (isProblem(error) && error.callsForHelp) showHelpFor(null);
      setEnding({ name: 'failed', error });
    }
  };
  const answer = (value: number) => {
    const given = [...answers.slice(0, index), value, ...answers.slice(index + 1)];
    setAnswers(given);
    if (callsForHelp(kind, index, value)) showHelpFor(null);
    if (index + 1 < count || given.some((each) => each > 0)) setIndex(index + 1);
    else void send(given, null);
  };

  if (ending.name === 'taken')
    return <ScreeningResult kind={kind} questions={questions} taken={ending.taken} />;
  if (ending.name === 'sending') {
    return (
      <p role="status" className="text-soft animate-late text-lg">
        {t('screenings.saving')}
      </p>
    );
  }
  if (ending.name === 'failed') {
    return (
      <ProblemNotice
        error={ending.error}
        action={<Button onPress={() => void send(answers, difficulty)}>{t('screenings.again')}</Button>}
      />
    );
  }
  const onBack = index > 0 ? () => setIndex(index - 1) : undefined;
  return index < count ? (
    <OneQuestion
      key={index}
      number={index + 1}
      count={count}
      intro={questions.intro}
      question={questions.items[index] ?? ''}
      answers={questions.answers}
      given={answers[index] ?? null}
      onAnswer={answer}
      onBack={onBack}
    />
  ) : (
    <OneQuestion
      key="difficulty"
      number={count}
      count={count}
      intro={null}
      question={questions.difficulty_question}
      answers={questions.difficulty_answers}
      given={null}
      onAnswer={(howHard) => void send(answers, howHard)}
      onBack={onBack}
      onSkip={() => void send(answers, null)}
    />
  );
}

/** Help that was opened by the answer itself is not put in the way again; it only learns what to keep its steps with. */
function showHelpOnce(eventId: string | null): void {
  const { isOpen } = useHelpSheet.getState();
  if (isOpen || eventId === null) showHelpFor(eventId);
  else useHelpSheet.setState({ eventId });
}
