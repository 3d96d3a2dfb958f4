import { TextInput } from '@/components/TextInput';
import { t } from '@/lib/messages/companion';
import { companies, locations, longestActivity } from '../model/checkIn';
import type { Details } from '../model/details';
import { ChoiceChips } from './ChoiceChips';

interface Props {
  details: Details;
  onChange: (changes: Partial<Details>) => void;
}

/** Place, company, and what one is doing. */
export function Around({ details, onChange }: Props) {
  return (
    <div className="flex flex-col gap-5">
      <div>
        <p className="mb-2 text-base font-medium">{t('more.location')}</p>
        <ChoiceChips
          label={t('more.location')}
          options={locations.map((place) => [place, t(`more.location.${place}`)] as const)}
          chosen={details.location === null ? [] : [details.location]}
          onToggle={(place) => onChange({ location: details.location === place ? null : place })}
        />
      </div>
      <div>
        <p className="mb-2 text-base font-medium">{t('more.social')}</p>
        <ChoiceChips
          label={t('more.social')}
          options={companies.map((company) => [company, t(`more.social.${company}`)] as const)}
          chosen={details.social === null ? [] : [details.social]}
          onToggle={(company) => onChange({ social: details.social === company ? null : company })}
        />
      </div>
      <div className="max-w-md">
        <TextInput
          label={t('more.activity')}
          value={details.activity}
          maxLength={longestActivity}
          onChange={(activity) => onChange({ activity })}
        />
      </div>
    </div>
  );
}
