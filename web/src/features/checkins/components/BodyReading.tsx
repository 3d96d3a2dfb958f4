import { t } from '@/lib/messages/companion';
import { bodyFigure } from '../model/bodyFigure';
import { bodyAreas } from '../model/checkIn';

/** The figure as it was marked, and beside it the same in words. */
export function BodyReading({
  tensions,
  label,
}: {
  tensions: Readonly<Record<string, number>>;
  label: string;
}) {
  const marked = bodyAreas.filter((area) => tensions[area] !== undefined);
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
      <svg viewBox="10 0 180 420" role="img" aria-label={label} className="h-72 max-w-full">
        {bodyAreas.map((area) => {
          const value = tensions[area];
          return bodyFigure[area].map((outline) => (
            <path
              key={outline}
              d={outline}
              strokeLinejoin="round"
              fill={value === undefined ? 'var(--paper-raised)' : 'var(--accent)'}
              fillOpacity={value === undefined ? 1 : 0.12 + value * 0.075}
              stroke={value === undefined ? 'var(--line-strong)' : 'var(--accent)'}
              strokeWidth={value === undefined ? 1 : 1.2 + value * 0.18}
            />
          ));
        })}
      </svg>
      <ul className="flex flex-col gap-1.5">
        {marked.map((area) => (
          <li key={area} className="numeric text-base">
            {t('more.areaAt', { area: t(`area.${area}`), value: tensions[area] ?? 0 })}
          </li>
        ))}
      </ul>
    </div>
  );
}
