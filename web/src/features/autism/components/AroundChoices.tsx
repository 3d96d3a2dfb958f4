import { ChoiceChips } from '@/features/checkins/components/ChoiceChips';
import { companies, locations } from '@/features/checkins/model/checkIn';
import { t } from '@/lib/messages/autism';

interface Props {
  value: string | null;
  onChange: (value: string | null) => void;
}

export function PlaceChoice({ value, onChange }: Props) {
  return (
    <div>
      <p className="mb-2 text-base font-medium">{t('place.title')}</p>
      <ChoiceChips
        label={t('place.title')}
        options={locations.map((place) => [place, t(`place.${place}`)] as const)}
        chosen={value === null ? [] : [value]}
        onToggle={(place) => onChange(place === value ? null : place)}
      />
    </div>
  );
}

export function CompanyChoice({ value, onChange }: Props) {
  return (
    <div>
      <p className="mb-2 text-base font-medium">{t('company.title')}</p>
      <ChoiceChips
        label={t('company.title')}
        options={companies.map((company) => [company, t(`company.${company}`)] as const)}
        chosen={value === null ? [] : [value]}
        onToggle={(company) => onChange(company === value ? null : company)}
      />
    </div>
  );
}

/** A word of the server's list in the reader's language; one of a later version stays as it is. */
export function placeName(place: string): string {
  const known = locations.find((one) => one === place);
  return known ? t(`place.${known}`) : place;
}

export function companyName(company: string): string {
  const known = companies.find((one) => one === company);
  return known ? t(`company.${known}`) : company;
}
