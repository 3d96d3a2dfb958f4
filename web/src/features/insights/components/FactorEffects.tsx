import { useState } from 'react';
import { Button } from '@/components/Button';
import { TableBehind } from '@/components/TableBehind';
import { formatNumber } from '@/lib/messages/format';
import { locale } from '@/lib/messages/t';
import { t } from '@/lib/messages/insights';
import type { FactorEffect } from '../api/insights';
import { factorKind, factorName } from '../model/names';
import { InsightSection } from './InsightSection';

const signed = new Intl.NumberFormat(locale, {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Names with words of a hard hour are there for who opens them, and never met in passing; nor are names nobody could read. */
interface Names {
  areShown: (effect: FactorEffect) => boolean;
  show: (effect: FactorEffect) => void;
}

function useNames(): Names {
  const [opened, setOpened] = useState<readonly string[]>([]);
  return {
    areShown: ({ is_closed: isClosed, name }) => !isClosed || opened.includes(name),
    show: ({ name }) => setOpened((before) => [...before, name]),
  };
}

/** What goes with a better or a worse mood: first what is clear, then what may be chance, last what nobody can know yet. */
export function FactorEffects({ effects }: { effects: readonly FactorEffect[] }) {
  const names = useNames();
  const clear = effects.filter((effect) => effect.is_clear);
  const unclear = effects.filter((effect) => effect.is_enough && !effect.is_clear);
  const open = effects.filter((effect) => !effect.is_enough);
  const compared = [...clear, ...unclear];
  // One scale for all, so that a longer way from the middle is a greater difference.
  const reach = Math.max(
    2,
    ...compared.map(({ low, high }) => Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0))),
  );
  return (
    <InsightSection section="factors" how={t('insights.factorsHow')}>
      {effects.length === 0 ? (
        <p className="text-soft max-w-[60ch] text-base">{t('insights.factorsNone')}</p>
      ) : null}
      {compared.length > 0 && clear.length === 0 ? (
        <p className="text-soft max-w-[60ch] text-base">{t('insights.factorsUnclear')}</p>
      ) : null}
      <EffectList effects={clear} reach={reach} names={names} />
      {unclear.length > 0 ? (
        <details className="mt-2" open={clear.length === 0}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-base font-medium">
            {t('insights.unclear', { count: unclear.length })}
          </summary>
          <EffectList effects={unclear} reach={reach} names={names} />
        </details>
      ) : null}
      {open.length > 0 ? (
        <details className="mt-2">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-base font-medium">
            {t('insights.notEnough', { count: open.length })}
          </summary>
          <ul className="text-soft mt-1 flex max-w-[60ch] flex-col gap-2">
            {open.map((effect) => (
              <li key={effect.kind + effect.name}>
                {names.areShown(effect) ? (
                  <>
                    <span className="text-ink font-medium">{factorName(effect)}.</span> {effect.why}
                  </>
                ) : (
                  <ClosedName onOpen={() => names.show(effect)} />
                )}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {compared.length > 0 ? <EffectTable effects={compared} names={names} /> : null}
    </InsightSection>
  );
}

function ClosedName({ onOpen }: { onOpen: () => void }) {
  return (
    <Button tone="quiet" size="touch" className="-ml-4" onPress={onOpen}>
      {t('insights.nameClosed')}
    </Button>
  );
}

interface EffectListProps {
  effects: readonly FactorEffect[];
  reach: number;
  names: Names;
}

function EffectList({ effects, reach, names }: EffectListProps) {
  return (
    <ul>
      {effects.map((effect) => (
        <li key={effect.kind + effect.name} className="border-line border-b py-3 last:border-b-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            {names.areShown(effect) ? (
              <p className="min-w-0 text-base font-medium [overflow-wrap:anywhere]">
                {factorName(effect)}{' '}
                <span className="text-soft text-sm font-normal">{factorKind(effect.kind)}</span>
              </p>
            ) : (
              <ClosedName onOpen={() => names.show(effect)} />
            )}
            <p className="numeric text-base font-semibold">{signed.format(effect.difference ?? 0)}</p>
          </div>
          <EffectMark effect={effect} reach={reach} />
          {names.areShown(effect) ? (
            <p className="text-soft numeric mt-0.5 max-w-[64ch]">{effect.why}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** A full diamond for what is clear, an open circle for what may be chance; the line in the middle is no difference. */
function EffectMark({ effect, reach }: { effect: FactorEffect; reach: number }) {
  const place = (value: number) => `${(50 + (value / reach) * 48).toFixed(2)}%`;
  const at = place(effect.difference ?? 0);
  return (
    <svg aria-hidden className="mt-1 block h-6 w-full overflow-visible">
      <line x1="0" x2="100%" y1="12" y2="12" stroke="var(--line)" strokeWidth="1.5" />
      <line x1="50%" x2="50%" y1="1" y2="23" stroke="var(--line-strong)" strokeWidth="1.5" />
      <line
        x1={place(effect.low ?? 0)}
        x2={place(effect.high ?? 0)}
        y1="12"
        y2="12"
        stroke="var(--accent)"
        strokeWidth="5"
        strokeOpacity="0.45"
        strokeLinecap="round"
      />
      {effect.is_clear ? (
        <svg x={at} y="12" overflow="visible">
          <path d="M0 -7 L7 0 L0 7 L-7 0 Z" fill="var(--accent)" />
        </svg>
      ) : (
        <circle cx={at} cy="12" r="5" fill="var(--paper)" stroke="var(--accent)" strokeWidth="2" />
      )}
    </svg>
  );
}

function EffectTable({ effects, names }: { effects: readonly FactorEffect[]; names: Names }) {
  const number = (value: number | null) => (value === null ? '' : formatNumber(value, 1, 1));
  return (
    <TableBehind
      caption={t('insights.section.factors')}
      head={[
        t('insights.columnWhat'),
        t('insights.columnWith'),
        t('insights.columnWithout'),
        t('insights.columnDifference'),
        t('insights.columnInterval'),
      ]}
      rows={effects.map((effect) => ({
        key: effect.kind + effect.name,
        cells: [
          names.areShown(effect) ? factorName(effect) : t('insights.nameClosed'),
          `${number(effect.mean_mood)} (${effect.days})`,
          `${number(effect.other_mean_mood)} (${effect.other_days})`,
          signed.format(effect.difference ?? 0),
          t('insights.interval', {
            low: signed.format(effect.low ?? 0),
            high: signed.format(effect.high ?? 0),
          }),
        ],
      }))}
    />
  );
}
