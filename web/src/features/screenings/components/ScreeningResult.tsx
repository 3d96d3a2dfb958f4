import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { ButtonLink } from '@/components/ButtonLink';
import { openHelp } from '@/features/help/model/helpSheet';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/screenings';
import { historyQuery } from '../api/screenings';
import { bandKey, lookFrom, type Kind, type Questions, type TakenScreening } from '../model/screening';

interface Props {
  kind: Kind;
  questions: Questions;
  taken: TakenScreening;
}

/** The number, what it is usually called, and what it is not. */
export function ScreeningResult({ kind, questions, taken }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const most = questions.items.length * (questions.answers.length - 1);
  return (
    <>
      <p className="text-faint text-sm">
        {questions.title} · {t('screenings.result')}
      </p>
      <h1 ref={heading} tabIndex={-1} className="numeric mt-2 font-serif text-2xl font-medium tracking-tight">
        {t('screenings.total', { total: taken.total, most })}
        <span className="text-soft block text-xl">{bandName(taken.band)}</span>
      </h1>
      <p className="mt-4 max-w-[60ch] text-base">
        {t(taken.total >= lookFrom ? 'screenings.advice.high' : 'screenings.advice.low')}
      </p>
      <p className="text-soft mt-3 max-w-[60ch] text-base">{questions.notice}</p>
      <div className="mt-7 flex flex-wrap gap-3">
        <ButtonLink to="/today" tone="primary" size="large">
          {t('screenings.done')}
        </ButtonLink>
        {taken.total >= lookFrom || taken.crisis_alert ? (
          <Button size="large" onPress={openHelp}>
            {t('screenings.help')}
          </Button>
        ) : null}
      </div>
      <Before kind={kind} except={taken.id} />
      <p className="text-faint mt-10 max-w-[60ch]">{questions.source}</p>
    </>
  );
}

function Before({ kind, except }: { kind: Kind; except: string }) {
  const earlier = (useQuery(historyQuery(kind)).data ?? []).filter(({ id }) => id !== except);
  if (earlier.length === 0) return null;
  return (
    <section className="border-line mt-9 border-t pt-5">
      <h2 className="text-base font-semibold">{t('screenings.before')}</h2>
      <ul className="numeric mt-2 flex flex-col gap-1">
        {earlier.map(({ id, taken_at: date, total, band }) => (
          <li key={id}>
            {t('screenings.beforeEntry', { date: formatDate(date), total, band: bandName(band) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function bandName(band: string): string {
  const key = bandKey(band);
  return key === null ? band : t(key);
}
