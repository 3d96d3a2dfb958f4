import { Minus, Plus } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField } from 'react-aria-components/NumberField';
import { buttonClass } from './buttonStyle';

interface Props {
  label: string;
  value: number;
  onChange: (value: number) => void;
  minValue: number;
  maxValue: number;
  step?: number;
  autoFocus?: boolean;
}

/** A small number, changed by steps or by typing it. */
export function NumberStepper({
  label,
  value,
  onChange,
  minValue,
  maxValue,
  step = 1,
  autoFocus = false,
}: Props) {
  return (
    <NumberField
      value={value}
      onChange={(chosen) => (Number.isFinite(chosen) ? onChange(chosen) : undefined)}
      minValue={minValue}
      maxValue={maxValue}
      step={step}
      autoFocus={autoFocus}
      className="flex min-h-14 flex-wrap items-center justify-between gap-x-5 gap-y-2"
    >
      <Label className="text-base font-medium">{label}</Label>
      <Group className="flex items-center gap-1">
        <Button slot="decrement" className={buttonClass('secondary', 'touch', true)}>
          <Minus aria-hidden className="size-4" />
        </Button>
        <Input className="numeric h-11 w-14 rounded-sm bg-transparent text-center text-base" />
        <Button slot="increment" className={buttonClass('secondary', 'touch', true)}>
          <Plus aria-hidden className="size-4" />
        </Button>
      </Group>
    </NumberField>
  );
}
