import { useContext, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { LocaleContext, useTexts } from '../frame/texts.ts';
import { readChart, ticksTo, type ChartData, type ChartParts } from './chart-data.ts';

const size = { height: 220, left: 52, right: 30, top: 16, bottom: 34 } as const;
const innerHeight = size.height - size.top - size.bottom;

/** Drawn as wide as the card is, so that the type keeps its size. */
function useWidth() {
  const figure = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = figure.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setWidth(Math.max(240, element.clientWidth));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { figure, width, inner: width - size.left - size.right };
}

interface Scale {
  readonly ticks: readonly number[];
  readonly y: (value: number) => number;
  readonly format: (value: number) => string;
}

function scaleTo(largest: number, locale: string): Scale {
  const ticks = ticksTo(largest);
  const top = ticks.at(-1) ?? 1;
  const number = new Intl.NumberFormat(locale, { notation: top >= 100_000 ? 'compact' : 'standard' });
  return {
    ticks,
    y: (value) => size.top + innerHeight * (1 - value / top),
    format: (value) => number.format(value),
  };
}

interface FrameParts extends ChartParts {
  readonly chart: ChartData;
  readonly scale: Scale;
  readonly xAt: (at: number) => number;
  readonly figure: RefObject<HTMLElement>;
  readonly width: number;
  readonly children: ReactNode;
}

/** Axes, legend and, for readers who do not see the drawing, the same numbers as a table. */
function ChartFrame({ chart, scale, xAt, axes, options = {}, figure, width, children }: FrameParts) {
  // a label needs about 80 pixels
  const every = Math.ceil((chart.xs.length * 80) / width);
  return (
    <figure className="ux-chart" ref={figure}>
      {options.title !== undefined && <figcaption>{options.title}</figcaption>}
      {axes.y.label !== undefined && (
        <p className="ux-axis-label" aria-hidden="true">
          {axes.y.label}
        </p>
      )}
      <svg viewBox={`0 0 ${width} ${size.height}`} aria-hidden="true">
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line
              className="ux-gridline"
              x1={size.left}
              x2={width - size.right}
              y1={scale.y(tick)}
              y2={scale.y(tick)}
            />
            <text x={size.left - 8} y={scale.y(tick) + 4} textAnchor="end">
              {scale.format(tick)}
            </text>
          </g>
        ))}
        {chart.xLabels.map((label, at) =>
          at % every === 0 ? (
            <text key={at} x={xAt(at)} y={size.height - 12} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
        {children}
      </svg>
      {options.showLegend !== false && chart.series.length > 1 && (
        <ul className="ux-legend" aria-hidden="true">
          {chart.series.map(({ name, colour }) => (
            <li key={name}>
              <svg viewBox="0 0 10 10" width="10" height="10">
                <rect width="10" height="10" rx="2" fill={colour} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <ChartTable chart={chart} scale={scale} axes={axes} title={options.title} />
    </figure>
  );
}

interface ChartTableParts extends Pick<FrameParts, 'chart' | 'scale' | 'axes'> {
  readonly title: string | undefined;
}

function ChartTable({ chart, scale, axes, title }: ChartTableParts) {
  const { chartData } = useTexts();
  return (
    <table className="visually-hidden">
      <caption>{title ?? chartData}</caption>
      <thead>
        <tr>
          <th scope="col">{axes.x.label ?? axes.x.field}</th>
          {chart.series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chart.xLabels.map((label, at) => (
          <tr key={at}>
            <th scope="row">{label}</th>
            {chart.series.map(({ name, values }) => {
              const value = values[at] ?? null;
              return <td key={name}>{value === null ? '' : scale.format(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const largestOf = ({ series }: ChartData): number =>
  Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));

export function LineChart(parts: ChartParts) {
  const locale = useContext(LocaleContext);
  const chart = readChart(parts, locale);
  const scale = scaleTo(largestOf(chart), locale);
  const { figure, width, inner } = useWidth();
  // the label of the first point would lie across those of the axis
  const inset = 18;
  const step = (inner - inset) / Math.max(1, chart.xs.length - 1);
  const xAt = (at: number) => size.left + inset + at * step;
  const { showDataLabels = false, showTooltips = true } = parts.options ?? {};
  return (
    <ChartFrame {...parts} chart={chart} scale={scale} xAt={xAt} figure={figure} width={width}>
      {chart.series.map(({ name, colour, values }) => {
        const points = values.flatMap((value, at) =>
          value === null ? [] : [{ x: xAt(at), y: scale.y(value), value, at }],
        );
        return (
          <g key={name}>
            <polyline
              points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
              fill="none"
              stroke={colour}
              strokeWidth="2.5"
              strokeLinejoin="round"
            />
            {points.map(({ x, y, value, at }) => (
              <circle key={at} cx={x} cy={y} r="3.5" fill={colour}>
                {showTooltips && <title>{`${chart.xLabels[at] ?? ''}: ${scale.format(value)}`}</title>}
              </circle>
            ))}
            {showDataLabels &&
              points.map(({ x, y, value, at }) => (
                <text key={at} className="ux-data-label" x={x} y={y - 8} textAnchor="middle">
                  {scale.format(value)}
                </text>
              ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}

interface Bar {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  readonly label: string;
  readonly value: string;
}

function barsOf(chart: ChartData, scale: Scale, slot: number): readonly Bar[] {
  const count = chart.isStacked ? 1 : chart.series.length;
  const width = Math.min(56, (slot * 0.72) / count);
  return chart.xs.flatMap((x, at) => {
    let below = 0;
    return chart.series.map(({ name, colour, values }, index) => {
      const value = values[at] ?? 0;
      const base = chart.isStacked ? below : 0;
      below += value;
      const offset = chart.isStacked ? 0 : index * width;
      return {
        key: `${x} ${name}`,
        x: size.left + slot * (at + 0.5) - (width * count) / 2 + offset,
        y: scale.y(base + value),
        width,
        height: scale.y(base) - scale.y(base + value),
        colour,
        label: `${chart.xLabels[at] ?? ''}, ${name}`,
        value: scale.format(value),
      };
    });
  });
}

export function BarChart(parts: ChartParts) {
  const locale = useContext(LocaleContext);
  const chart = readChart(parts, locale);
  const totals = chart.xs.map((_, at) => chart.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const scale = scaleTo(chart.isStacked ? Math.max(0, ...totals) : largestOf(chart), locale);
  const { figure, width, inner } = useWidth();
  const slot = inner / Math.max(1, chart.xs.length);
  const { showDataLabels = false, showTooltips = true } = parts.options ?? {};
  return (
    <ChartFrame
      {...parts}
      chart={chart}
      scale={scale}
      xAt={(at) => size.left + slot * (at + 0.5)}
      figure={figure}
      width={width}
    >
      {barsOf(chart, scale, slot).map(({ key, label, value, colour, ...box }) => (
        <g key={key}>
          <rect {...box} fill={colour} rx="2">
            {showTooltips && <title>{`${label}: ${value}`}</title>}
          </rect>
          {showDataLabels && box.height > 0 && (
            <text className="ux-data-label" x={box.x + box.width / 2} y={box.y - 4} textAnchor="middle">
              {value}
            </text>
          )}
        </g>
      ))}
    </ChartFrame>
  );
}
