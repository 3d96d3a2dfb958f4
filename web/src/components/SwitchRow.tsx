import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';

interface Props {
  label: string;
  hint?: string | undefined;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
}

/** One thing that is on or off; the whole row is the target. */
export function SwitchRow({ label, hint, isSelected, onChange, isDisabled = false }: Props) {
  return (
    <SwitchField
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      className="border-line border-b last:border-b-0"
    >
      <SwitchButton className="group flex min-h-14 cursor-pointer items-center gap-5 py-2.5 data-disabled:cursor-not-allowed data-disabled:opacity-55">
        <span className="min-w-0 flex-1 text-base font-medium">{label}</span>
        <span
          aria-hidden
          className="bg-raised border-line-strong group-data-selected:bg-accent group-data-selected:border-accent group-data-focus-visible:outline-focus motion-quick inline-flex h-7 w-12 shrink-0 items-center rounded-full border-2 px-0.5 outline-offset-2 transition-colors group-data-focus-visible:outline-2"
        >
          <span className="bg-line-strong group-data-selected:bg-on-accent motion-quick size-5 rounded-full transition-transform group-data-selected:translate-x-5" />
        </span>
      </SwitchButton>
      {hint ? (
        <Text slot="description" className="text-soft -mt-2 block max-w-[56ch] pr-16 pb-3">
          {hint}
        </Text>
      ) : null}
    </SwitchField>
  );
}
