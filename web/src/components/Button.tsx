import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonSize, type ButtonTone } from './buttonStyle';

type Props = Omit<ButtonProps, 'className' | 'style'> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  /** Square, for a single icon; give `aria-label` too. */
  icon?: boolean;
  className?: string;
};

export function Button({
  tone = 'secondary',
  size = 'regular',
  icon = false,
  className = '',
  ...rest
}: Props) {
  return <AriaButton {...rest} className={`${buttonClass(tone, size, icon)} ${className}`} />;
}
