import { FormPage } from '@/components/FormPage';
import { t } from '@/lib/messages/privacy';
import { ExportSection } from './ExportSection';
import { ImportSection } from './ImportSection';

export function DataPage() {
  return (
    <FormPage title={t('privacy.data')} text={t('privacy.dataText')}>
      <ExportSection />
      <ImportSection />
    </FormPage>
  );
}
