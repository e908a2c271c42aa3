/** Rows of a chart as series on scales: the same reading for lines and bars. */
export interface ChartAxis {
  readonly field: string;
  readonly fieldType: string;
  readonly label?: string;
}

type Row = Readonly<Record<string, string | number>>;

export interface ChartParts {
  readonly data:
    readonly Row[] | { readonly data: readonly Row[]; readonly options?: { readonly propertyLabels?: Labels } };
  readonly axes: {
    readonly x: ChartAxis;
    readonly y: ChartAxis;
    readonly options?: { readonly groupFieldByColor?: string; readonly stacking?: boolean; readonly colors?: Colours };
  };
  readonly options?: {
    readonly title?: string;
    readonly showLegend?: boolean;
    readonly showTooltips?: boolean;
    readonly showDataLabels?: boolean;
    readonly colorList?: readonly string[];
  };
}
type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Colours = Readonly<Record<string, string>>;

export interface Series {
  readonly name: string;
  readonly colour: string;
  /** By position on the x axis; null where the series has no row. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  readonly xs: readonly string[];
  readonly xLabels: readonly string[];
  readonly series: readonly Series[];
  readonly isStacked: boolean;
}

/** HubSpot's names of chart colours, in tones of our own that stand out from white by 3:1. */
const palette: Readonly<Record<string, string>> = {
  orange: '#c2541f',
  aqua: '#0b7f8a',
  purple: '#6f5bb8',
  yellow: '#94700a',
  pink: '#c04a7c',
  blue: '#2a66b8',
  green: '#2f7d4f',
  darkOrange: '#8f3a10',
  darkAqua: '#075a63',
  darkPurple: '#4d3d8c',
  darkYellow: '#6b5106',
  darkPink: '#8e2f58',
  darkBlue: '#1b4785',
  darkGreen: '#1d5935',
};
const order = ['blue', 'orange', 'aqua', 'purple', 'pink', 'green', 'yellow'];

export function readChart({ data, axes, options = {} }: ChartParts, locale: string): ChartData {
  const rows = 'data' in data ? data.data : data;
  const labels = 'data' in data ? (data.options?.propertyLabels ?? {}) : {};
  const group = axes.options?.groupFieldByColor;
  const text = (field: string, value: string | number) => labels[field]?.[String(value)] ?? String(value);
  const xs = [...new Set(rows.map((row) => String(row[axes.x.field])))];
  const names = group === undefined ? [''] : [...new Set(rows.map((row) => String(row[group])))];
  const colours = options.colorList ?? order;
  const valueAt = (x: string, name: string) => {
    const row = rows.find(
      (one) => String(one[axes.x.field]) === x && (group === undefined || String(one[group]) === name),
    );
    const value = row?.[axes.y.field];
    return value === undefined || value === '' ? null : Number(value);
  };
  return {
    xs,
    xLabels: xs.map((x) => (axes.x.fieldType === 'datetime' ? shortDay(x, locale) : text(axes.x.field, x))),
    isStacked: axes.options?.stacking ?? false,
    series: names.map((name, at) => ({
      name: group === undefined ? (axes.y.label ?? axes.y.field) : text(group, name),
      colour: palette[axes.options?.colors?.[name] ?? colours[at % colours.length] ?? 'blue'] ?? '#2a66b8',
      values: xs.map((x) => valueAt(x, name)),
    })),
  };
}

function shortDay(value: string, locale: string): string {
  const at = new Date(/^\d+$/.test(value) ? Number(value) : value);
  if (Number.isNaN(at.getTime())) return value;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
}

/** Round steps from zero that reach the largest value; about four of them, as many as an axis of 150 pixels can label. */
export function ticksTo(largest: number): readonly number[] {
  if (largest <= 0) return [0, 1];
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, at) => at * step);
}
