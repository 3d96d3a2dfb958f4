import { ScaleMark, type ScaleKind } from '@/features/checkins/components/ScaleMark';
import { formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/insights';
import type { Week } from '../api/insights';
import { InsightSection } from './InsightSection';

/** Mood and energy of the week, with what they are the average of. */
export function WeekAverages({ week }: { week: Week }) {
  const { average_mood: mood, average_energy: energy } = week;
  if (mood === null || energy === null) return null;
  return (
    <InsightSection section="averages" how={t('insights.averagesHow')}>
      <ul className="grid grid-cols-2 gap-3 sm:max-w-md">
        <Average kind="mood" name={t('insights.mood')} value={mood.value} />
        <Average kind="energy" name={t('insights.energy')} value={energy.value} />
      </ul>
      <p className="text-soft mt-2">
        {t('insights.averagesOf', {
          count: mood.count,
          days: t('insights.days', { count: week.days_with_checkin }),
        })}
      </p>
    </InsightSection>
  );
}

function Average({ kind, name, value }: { kind: ScaleKind; name: string; value: number }) {
  return (
    <li className="border-line bg-raised flex flex-wrap items-center gap-x-3 rounded-lg border p-3.5">
      <ScaleMark kind={kind} value={Math.round(value)} className="size-11 shrink-0" />
      <span className="min-w-0">
        <span className="text-soft block text-sm">{name}</span>{' '}
        <span className="numeric block text-base font-semibold">
          {t('insights.ofTen', { value: formatNumber(value, 1, 1) })}
        </span>
      </span>
    </li>
  );
}
