import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/Button';
import { SegmentedChoice } from '@/components/SegmentedChoice';
import { t } from '@/lib/messages/companion';
import { bodyFigure } from '../model/bodyFigure';
import { bodyAreas, type BodyArea } from '../model/checkIn';
import { ChoiceChips } from './ChoiceChips';
import { TenScale } from './TenScale';

interface Props {
  tensions: Readonly<Record<string, number>>;
  onChange: (tensions: Readonly<Record<string, number>>) => void;
}

/** Tension by area: on a figure, or as a list of the same. */
export function BodyScan({ tensions, onChange }: Props) {
  const [view, setView] = useState<'figure' | 'list'>('figure');
  const [area, setArea] = useState<BodyArea | null>(null);
  const set = (value: number) => (area === null ? undefined : onChange({ ...tensions, [area]: value }));
  const scale = useRef<HTMLDivElement>(null);
  // On a phone the scale lies below the figure.
  useEffect(() => {
    if (area !== null) scale.current?.scrollIntoView({ block: 'nearest' });
  }, [area]);
  const clear = () =>
    onChange(Object.fromEntries(Object.entries(tensions).filter(([name]) => name !== area)));
  return (
    <div className="grid gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
      {/* Beside each other on a phone, so that the figure stands whole between the bars; below each other where type is too large. */}
      <div
        className={`flex gap-3 ${view === 'figure' ? 'flex-row-reverse flex-wrap items-start justify-between sm:flex-col' : 'flex-col'}`}
      >
        <SegmentedChoice
          label={t('more.bodyView')}
          isLabelHidden
          size="touch"
          value={view}
          onChange={setView}
          options={[
            ['figure', t('more.bodyFigure')],
            ['list', t('more.bodyList')],
          ]}
        />
        {view === 'figure' ? (
          <Figure tensions={tensions} chosen={area} onChoose={setArea} />
        ) : (
          <div className="sm:max-w-60">
            <ChoiceChips
              label={t('more.body')}
              options={bodyAreas.map((name) => [name, named(name, tensions)] as const)}
              chosen={area === null ? [] : [area]}
              onToggle={setArea}
            />
          </div>
        )}
      </div>
      <div ref={scale} aria-live="polite" className="scroll-mb-28">
        {area === null ? null : (
          <>
            <p className="mb-2 text-base font-medium">{t('more.tension', { area: t(`area.${area}`) })}</p>
            <TenScale
              label={t('more.tension', { area: t(`area.${area}`) })}
              kind="level"
              low={t('more.tension.low')}
              high={t('more.tension.high')}
              value={tensions[area] ?? null}
              onChange={set}
            />
            {tensions[area] === undefined ? null : (
              <Button tone="quiet" size="touch" className="-ml-4" onPress={clear}>
                {t('more.clear')}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function named(area: BodyArea, tensions: Readonly<Record<string, number>>): string {
  const value = tensions[area];
  return value === undefined ? t(`area.${area}`) : `${t(`area.${area}`)} · ${value}`;
}

interface FigureProps {
  tensions: Readonly<Record<string, number>>;
  chosen: BodyArea | null;
  onChoose: (area: BodyArea) => void;
}

function Figure({ tensions, chosen, onChoose }: FigureProps) {
  return (
    <svg
      viewBox="10 0 180 420"
      role="group"
      aria-label={t('more.bodyFront')}
      // From head to feet in view between the bars above and below it, down to 640 pixels of screen.
      className="mx-auto h-[min(25rem,max(50dvh,100dvh-18rem))] max-w-full sm:h-[min(30rem,62dvh)]"
    >
      {bodyAreas.map((area) => (
        // Beneath all that is drawn: a tap between two legs or beside a hand is meant for them.
        <g
          key={area}
          aria-hidden
          data-around={area}
          className="cursor-pointer"
          onClick={() => onChoose(area)}
          fill="none"
          stroke="transparent"
          strokeWidth={24}
          pointerEvents="stroke"
        >
          {bodyFigure[area].map((outline) => (
            <path key={outline} d={outline} />
          ))}
        </g>
      ))}
      {bodyAreas.map((area) => {
        const value = tensions[area];
        const press = (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onChoose(area);
        };
        return (
          <g
            key={area}
            role="button"
            tabIndex={0}
            aria-pressed={chosen === area}
            aria-label={
              value === undefined
                ? t('more.areaNone', { area: t(`area.${area}`) })
                : t('more.areaAt', { area: t(`area.${area}`), value })
            }
            onClick={() => onChoose(area)}
            onKeyDown={press}
            className="cursor-pointer rounded-sm"
          >
            {bodyFigure[area].map((outline) => (
              <path
                key={outline}
                d={outline}
                strokeLinejoin="round"
                fill={value === undefined ? 'var(--paper-raised)' : 'var(--accent)'}
                fillOpacity={value === undefined ? 1 : 0.12 + value * 0.075}
                stroke={chosen === area ? 'var(--accent)' : 'var(--line-strong)'}
                strokeWidth={chosen === area ? 3 : 1.2}
              />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
