/** Plain drawings of our own: HubSpot's illustrations are HubSpot's. */
const marks: Readonly<Record<string, string>> = {
  empty: 'M40 62h80M40 78h52M40 46h64',
  error: 'M80 38v30M80 80v2',
  lock: 'M64 60v-10a16 16 0 0 1 32 0v10M58 60h44v30H58z',
  support: 'M58 70v-8a22 22 0 0 1 44 0v8M54 68h8v16h-8zM98 68h8v16h-8z',
};

interface PictureParts {
  readonly kind: string;
  readonly width: number;
  readonly alt?: string;
}

export const Picture = ({ kind, width, alt }: PictureParts) => (
  <svg
    className="ux-picture"
    viewBox="0 0 160 128"
    width={width}
    {...(alt === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })}
  >
    <rect x="12" y="16" width="136" height="96" rx="12" className="ux-picture-sheet" />
    <path d={marks[kind] ?? marks.empty} className="ux-picture-line" />
  </svg>
);
