import { useRef, type KeyboardEvent } from 'react';
import { t } from '@/lib/messages/companion';
import { ScaleMark, type ScaleKind } from './ScaleMark';

interface Props {
  label: string;
  kind: ScaleKind;
  low: string;
  high: string;
  value: number | null;
  onChange: (value: number) => void;
  /** `large` where the scale is the whole screen. */
  size?: 'large' | 'small';
}

const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** One of ten, by a tap, by arrows, or by typing the number (0 is ten). */
export function TenScale({ label, kind, low, high, value, onChange, size = 'small' }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const current = value ?? 1;
  const name = (step: number) => {
    const word = step === 1 ? low : step === 10 ? high : null;
    return word === null
      ? t('checkIn.value', { value: step })
      : t('checkIn.valueNamed', { value: step, name: word });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const index = buttons.findIndex((button) => button === document.activeElement);
    buttons[(index + moved + buttons.length) % buttons.length]?.focus();
  };
  const isLarge = size === 'large';
  return (
    // The arrows move among the ten buttons, which are what is pressed.
    <div ref={group} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {/* In two rows, each word stands at its own number: the low one above 1, the high one below 10. */}
      <p aria-hidden className="text-soft mb-2 flex justify-between gap-4 text-sm">
        <span>{low}</span>
        <span className={`hidden text-right ${isLarge ? 'lg:inline' : 'sm:inline'}`}>{high}</span>
      </p>
      <div
        className={
          isLarge ? 'grid grid-cols-5 gap-2 lg:grid-cols-10' : 'grid grid-cols-5 gap-1.5 sm:grid-cols-10'
        }
      >
        {values.map((step) => (
          <button
            key={step}
            type="button"
            aria-label={name(step)}
            aria-pressed={value === step}
            tabIndex={step === current ? 0 : -1}
            onClick={() => onChange(step)}
            className={`border-line-strong/50 bg-raised text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft hover:border-accent motion-quick flex cursor-pointer flex-col items-center justify-center rounded-lg border transition-colors aria-pressed:ring-2 aria-pressed:ring-accent ${isLarge ? 'min-h-24 gap-1' : 'min-h-14 gap-0.5'}`}
          >
            <ScaleMark
              kind={kind}
              value={step}
              className={`aspect-square h-auto max-w-full ${isLarge ? 'w-12' : 'w-7'}`}
            />
            <span className={`numeric text-soft ${isLarge ? 'text-sm' : 'text-xs'}`}>{step}</span>
          </button>
        ))}
      </div>
      <p aria-hidden className={`text-soft mt-2 text-right text-sm ${isLarge ? 'lg:hidden' : 'sm:hidden'}`}>
        {high}
      </p>
    </div>
  );
}

/** 1 to 9, and 0 for ten; anything else is nothing. */
export function digitOf(key: string): number | null {
  if (!/^\d$/.test(key)) return null;
  return key === '0' ? 10 : Number(key);
}
