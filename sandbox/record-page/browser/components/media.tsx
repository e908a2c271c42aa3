import { openLink } from './link-address.ts';
import { cardEvent, useOverlay, useReactions } from './overlay.tsx';
import { Picture } from './picture.tsx';
import { type Props } from './sdk-props.ts';

export function Image({ src, alt = '', width, height, href, onClick, overlay }: Props<'Image'>) {
  const reactions = useReactions();
  const { open, trigger, layer } = useOverlay(overlay);
  const image = <img className="ux-image" src={src} alt={alt} width={width} height={height} />;
  if (href === undefined && onClick === undefined && layer === null) return image;
  const press = () => {
    void onClick?.(cardEvent('click'), reactions);
    open();
    if (href !== undefined) openLink(href);
  };
  return (
    <span className="ux-trigger">
      <button type="button" className="ux-image-button" onClick={press} {...trigger}>
        {image}
      </button>
      {layer}
    </span>
  );
}

export const Illustration = ({ alt, width = 200 }: Props<'Illustration'>) => (
  <Picture kind="empty" width={width} alt={alt} />
);
