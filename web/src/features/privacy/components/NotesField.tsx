import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useDraft } from '@/lib/useDraft';
import { t } from '@/lib/messages/privacy';

const longest = 2000;

/** Free words, saved on leaving the field and only when they changed. */
export function NotesField({ value, onSave }: { value: string; onSave: (notes: string) => void }) {
  const [text, setText, dropDraft] = useDraft('screening.notes', value);
  return (
    <TextField
      value={text}
      onChange={setText}
      maxLength={longest}
      onBlur={() => {
        dropDraft();
        if (text.trim() !== value) onSave(text.trim());
      }}
      className="border-line flex flex-col gap-1.5 border-t pt-6"
    >
      <Label className="text-base font-medium">{t('privacy.notes')}</Label>
      <TextArea
        rows={3}
        className="bg-raised border-line-strong/70 hover:border-line-strong motion-quick w-full rounded-sm border px-3 py-2.5 font-serif text-base transition-colors"
      />
      <Text slot="description" className="text-soft text-xs">
        {t('privacy.notesHint')}
      </Text>
    </TextField>
  );
}
