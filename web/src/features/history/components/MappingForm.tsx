import { FormSection } from '@/components/FormPage';
import { FormSelect } from '@/components/FormSelect';
import { t } from '@/lib/messages/history';
import type { ImportMapping, ImportPreview } from '../api/importCsv';
import { SampleTable } from './SampleTable';

interface Props {
  name: string;
  preview: ImportPreview;
  mapping: ImportMapping;
  onChange: (changes: Partial<ImportMapping>) => void;
}

const columns = [
  ['import.time', 'time_column', 'import.noTime'],
  ['import.energy', 'energy_column'],
  ['import.sleep', 'sleep_column'],
  ['import.anxiety', 'anxiety_column'],
  ['import.stress', 'stress_column'],
  ['import.tags', 'tags_column'],
  ['import.noteTitle', 'title_column'],
  ['import.note', 'note_column'],
] as const;

const moods = Array.from({ length: 10 }, (_, index) => String(index + 1));

/** Which column means what, beside the first lines of the file. */
export function MappingForm({ name, preview, mapping, onChange }: Props) {
  const named = preview.columns.map((column) => [column, column] as const);
  const words = preview.words[mapping.mood_column] ?? [];
  const valueOf = (word: string) =>
    Object.entries(mapping.mood_values ?? {}).find(([known]) => isSameWord(known, word))?.[1];
  const giveValue = (word: string, value: string) => {
    const others = Object.entries(mapping.mood_values ?? {}).filter(([known]) => !isSameWord(known, word));
    onChange({
      mood_values: Object.fromEntries(value === '' ? others : [...others, [word, Number(value)]]),
    });
  };
  return (
    <>
      <p className="text-soft mt-2 max-w-[60ch] text-base">
        {t(preview.format === 'daylio' ? 'import.daylio' : 'import.plain')}{' '}
        {t('import.rows', { count: preview.rows, name })}
      </p>
      <SampleTable preview={preview} />
      <FormSection title={t('import.mapTitle')} text={t('import.mapText')}>
        <div className="grid max-w-2xl gap-x-6 gap-y-4 sm:grid-cols-2">
          <FormSelect
            label={t('import.date')}
            value={mapping.date_column}
            onChange={(date_column) => onChange({ date_column })}
            options={named}
          />
          <FormSelect
            label={t('import.dateFormat')}
            value={mapping.date_format}
            onChange={(date_format) => onChange({ date_format })}
            options={[
              ['ymd', t('import.ymd')],
              ['dmy', t('import.dmy')],
              ['mdy', t('import.mdy')],
            ]}
          />
          <FormSelect
            label={t('import.mood')}
            value={mapping.mood_column}
            onChange={(mood_column) => onChange({ mood_column })}
            options={named}
          />
          {words.length > 0 ? null : (
            <FormSelect
              label={t('import.moodScale')}
              value={String(mapping.mood_scale)}
              onChange={(scale) => onChange({ mood_scale: Number(scale) })}
              options={scalesWith(mapping.mood_scale)}
            />
          )}
          {columns.map(([label, field, hint]) => (
            <FormSelect
              key={field}
              label={t(label)}
              {...(hint && mapping[field] === null ? { hint: t(hint) } : {})}
              value={mapping[field] ?? ''}
              onChange={(column) => onChange({ [field]: column === '' ? null : column })}
              options={[['', t('import.none')], ...named]}
            />
          ))}
          <FormSelect
            label={t('import.energyMissing')}
            hint={t('import.energyMissingText')}
            value={String(mapping.energy_when_missing)}
            onChange={(energy) => onChange({ energy_when_missing: Number(energy) })}
            options={moods.map((value) => [value, value])}
          />
        </div>
      </FormSection>
      {words.length > 0 ? (
        <FormSection title={t('import.moodsTitle')} text={t('import.moodsText')}>
          <div className="grid max-w-2xl grid-cols-2 gap-4 sm:grid-cols-5">
            {words.map((word) => (
              <FormSelect
                key={word}
                label={word}
                value={String(valueOf(word) ?? '')}
                onChange={(value) => giveValue(word, value)}
                options={[['', t('import.moodOpen')], ...moods.map((option) => [option, option] as const)]}
              />
            ))}
          </div>
        </FormSection>
      ) : null}
    </>
  );
}

/** As the server compares them. */
function isSameWord(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}

function scalesWith(scale: number): (readonly [string, string])[] {
  return [...new Set([5, 10, scale])]
    .sort((first, second) => first - second)
    .map((value) => [String(value), String(value)]);
}
