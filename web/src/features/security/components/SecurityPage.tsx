import { FormPage } from '@/components/FormPage';
import { t } from '@/lib/messages/security';
import { DevicesSection } from './DevicesSection';
import { EmailSection } from './EmailSection';
import { ExternalSection } from './ExternalSection';
import { PasskeysSection } from './PasskeysSection';
import { PasswordSection } from './PasswordSection';
import { TwoStepSection } from './TwoStepSection';

export function SecurityPage() {
  return (
    <FormPage title={t('settings.security')} text={t('security.text')}>
      <EmailSection />
      <PasswordSection />
      <TwoStepSection />
      <PasskeysSection />
      <ExternalSection />
      <DevicesSection />
    </FormPage>
  );
}
