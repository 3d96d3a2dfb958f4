import { RadioCards } from '@/components/RadioCards';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { expiryChoices, type ExpiryChoice } from '../model/share';

const labels = {
  month: 'sharing.expiryMonth',
  quarter: 'sharing.expiryQuarter',
  year: 'sharing.expiryYear',
  never: 'sharing.expiryNever',
} as const;

interface Props {
  value: ExpiryChoice | 'keep';
  onChange: (choice: ExpiryChoice | 'keep') => void;
  /** The end of a share that exists, which may stay as it is. */
  current?: string | null;
}

export function ExpiryChoices({ value, onChange, current }: Props) {
  const options = expiryChoices.map((choice) => ({ value: choice, label: t(labels[choice]) }));
  return (
    <RadioCards<ExpiryChoice | 'keep'>
      label={t('sharing.expiry')}
      value={value}
      onChange={onChange}
      columns="two"
      options={
        current === undefined
          ? options
          : [
              {
                value: 'keep',
                label: t('sharing.expiryKeep', {
                  date: current === null ? t('sharing.untilStopped') : formatDate(current),
                }),
              },
              ...options,
            ]
      }
    />
  );
}
