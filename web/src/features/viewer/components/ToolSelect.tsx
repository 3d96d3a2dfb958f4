import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';

export interface ToolChoice {
  value: string;
  text: string;
  hint?: string;
  isDisabled?: boolean;
}

interface Props {
  label: string;
  value: string;
  /** What the button says; the chosen text when left out. */
  shown?: string;
  choices: readonly ToolChoice[];
  onChoose: (value: string) => void;
}

/** A compact selector of the tool bar: its name small before its value. */
export function ToolSelect({ label, value, shown, choices, onChoose }: Props) {
  const text = shown ?? choices.find((choice) => choice.value === value)?.text ?? value;
  return (
    <Select
      value={value}
      onChange={(key) => onChoose(String(key))}
      disabledKeys={choices.filter((choice) => choice.isDisabled).map((choice) => choice.value)}
      className="flex items-center gap-1.5 max-md:justify-between"
    >
      <Label className="text-faint text-xs whitespace-nowrap">{label}</Label>
      <Button className="text-ink hover:bg-hover motion-quick numeric flex h-7 cursor-pointer items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap transition-colors max-md:h-11 max-md:px-2.5 max-md:text-sm">
        <SelectValue>{() => text}</SelectValue>
        <ChevronDown aria-hidden className="text-faint size-3" />
      </Button>
      <Popover
        offset={4}
        className="bg-raised border-line shadow-floating max-h-80 overflow-auto rounded-sm border py-1"
      >
        <ListBox className="outline-none">
          {choices.map((choice) => (
            <ListBoxItem
              key={choice.value}
              id={choice.value}
              textValue={choice.text}
              className="data-focused:bg-hover data-selected:text-accent-strong data-disabled:text-faint numeric flex min-h-7 cursor-pointer flex-col justify-center px-3 py-1 text-xs outline-none data-disabled:cursor-not-allowed data-selected:font-semibold max-md:min-h-11 max-md:text-sm"
            >
              <Text slot="label">{choice.text}</Text>
              {choice.hint ? (
                <Text slot="description" className="text-faint font-normal">
                  {choice.hint}
                </Text>
              ) : null}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
