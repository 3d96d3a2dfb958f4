import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { t } from '@/lib/messages/privacy';
import type { Answer } from '../model/screening';

interface Props {
  question: string;
  why: string;
  value: string | null;
  onChange: (answer: Answer) => void;
}

const answers = [
  ['yes', 'privacy.yes'],
  ['no', 'privacy.no'],
  ['unsure', 'privacy.unsure'],
] as const;

/** One question with its three answers beside it, or below it on a phone. */
export function AnswerRow({ question, why, value, onChange }: Props) {
  return (
    <RadioGroup
      value={value}
      onChange={(chosen) => onChange(chosen as Answer)}
      className="grid items-center gap-x-8 gap-y-3 py-5 sm:grid-cols-[minmax(0,1fr)_17rem]"
    >
      <div>
        <Label className="block text-base font-medium text-pretty">{question}</Label>
        <Text slot="description" className="text-soft mt-1 block text-sm">
          {why}
        </Text>
      </div>
      <div className="grid grid-cols-3 gap-1.5">
        {answers.map(([answer, label]) => (
          <RadioField key={answer} value={answer}>
            <RadioButton className="border-line-strong/60 bg-raised text-soft hover:border-line-strong hover:text-ink data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent-strong data-selected:ring-accent motion-quick grid h-11 cursor-pointer place-items-center rounded-sm border px-2 text-sm font-medium whitespace-nowrap transition-colors data-selected:font-semibold data-selected:ring-1">
              {t(label)}
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
