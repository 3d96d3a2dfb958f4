import { Link, type LinkProps } from 'react-router';
import { buttonClass, type ButtonSize, type ButtonTone } from './buttonStyle';

type Props = Omit<LinkProps, 'className' | 'style'> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  className?: string;
};

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({ tone = 'secondary', size = 'regular', className = '', ...rest }: Props) {
  return <Link {...rest} className={`${buttonClass(tone, size, false)} ${className}`} />;
}
