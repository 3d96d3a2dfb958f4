import { Mic } from 'lucide-react';
import { Link } from 'react-router';
import { ScaleMark } from '@/features/checkins/components/ScaleMark';
import type { CheckIn } from '@/features/checkins/model/checkIn';
import { formatTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/history';
import { dayOf, formatDay } from '../model/days';
import { emotionName, isKnownEmotion } from '../model/words';

/** Check-ins under their days, newest first. */
export function CheckInDays({ checkIns }: { checkIns: readonly CheckIn[] }) {
  return byDay(checkIns).map(([day, ofDay]) => (
    <section key={day} className="mt-7">
      <h2 className="text-soft text-sm font-medium">{formatDay(day)}</h2>
      <CheckInRows checkIns={ofDay} />
    </section>
  ));
}

export function CheckInRows({ checkIns }: { checkIns: readonly CheckIn[] }) {
  return (
    <ul className="mt-1">
      {checkIns.map((checkIn) => (
        <li key={checkIn.id} className="border-line border-b last:border-b-0">
          <Row checkIn={checkIn} />
        </li>
      ))}
    </ul>
  );
}

function Row({ checkIn }: { checkIn: CheckIn }) {
  const { id, occurred_at: at, mood_score: mood, energy_level: energy } = checkIn;
  const words = checkIn.journal_text?.trim() ?? '';
  // Words of a hard hour are there for who opens them, and never met in passing; nor are words nobody could read.
  const isClosed = checkIn.crisis_risk_level !== 'low';
  const feelings = isClosed ? checkIn.emotion_tags.filter(isKnownEmotion) : checkIn.emotion_tags;
  const areWordsKept = words !== '' || feelings.length < checkIn.emotion_tags.length;
  return (
    <Link
      to={`/history/${id}`}
      className="hover:bg-hover motion-quick -mx-2 flex min-h-16 items-center gap-4 rounded-sm px-2 py-3 no-underline transition-colors"
    >
      <ScaleMark kind="mood" value={mood} className="size-10 shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-base font-medium">{t('history.entry', { mood, energy })}</span>
          <span className="text-soft numeric text-sm">
            {checkIn.has_voice_note ? (
              <Mic role="img" aria-label={t('history.voice')} className="mr-2 inline size-4" />
            ) : null}
            {checkIn.time_known ? <time dateTime={at}>{formatTime(at)}</time> : t('history.timeUnknown')}
          </span>
        </span>
        {feelings.length > 0 ? (
          <span className="text-soft block [overflow-wrap:anywhere]">
            {feelings.map(emotionName).join(' · ')}
          </span>
        ) : null}
        {isClosed ? (
          areWordsKept ? (
            <span className="text-soft mt-0.5 block">{t('history.wordsClosed')}</span>
          ) : null
        ) : words === '' ? null : (
          <span className="mt-0.5 block truncate font-serif text-base">{words}</span>
        )}
      </span>
    </Link>
  );
}

function byDay(checkIns: readonly CheckIn[]): [string, CheckIn[]][] {
  const days = new Map<string, CheckIn[]>();
  for (const checkIn of checkIns) {
    const day = dayOf(new Date(checkIn.occurred_at));
    const known = days.get(day);
    if (known) known.push(checkIn);
    else days.set(day, [checkIn]);
  }
  return [...days];
}
