import { LightningElement, api } from 'lwc';
import { day, fill, labels } from 'c/renewalHealthWords';

const width = 160;
const height = 44;
const margin = 5;
/** Under this many points of range a line that hardly moves would look like a drama. */
const smallestRange = 20;

const round = (value) => Math.round(value * 10) / 10;

/** The score of the last 13 weeks as a line: gaps stay gaps, a new scorecard is a dashed mark, and the same in words beside it. */
export default class RenewalHealthSparkline extends LightningElement {
  /** Oldest first: `{day, score, scorecard}`; `scorecard` is set on the first point of a new one. */
  @api points = [];
  labels = labels;
  height = height;

  get viewBox() {
    return `0 0 ${width} ${height}`;
  }
  get scored() {
    return this.points.filter(({ score }) => score !== null);
  }
  get hasLine() {
    return this.scored.length > 1;
  }
  get text() {
    const [first, last] = [this.scored[0], this.scored[this.scored.length - 1]];
    const scores = this.scored.map(({ score }) => score);
    const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
    return fill(labels.trendText, first.score, day(first.day), last.score, day(last.day), lowest, highest);
  }
  get ariaText() {
    return [`${labels.trend}: ${this.text}`, ...this.changes.map(({ text }) => text)].join(' ');
  }
  /** Where the scorecard changed; the first point of all starts with one, which is no change. */
  get changes() {
    return this.points
      .slice(1)
      .filter(({ scorecard }) => scorecard !== '')
      .map((point) => ({
        key: point.day,
        x: this.x(point),
        text: fill(labels.scorecardFrom, day(point.day), point.scorecard),
      }));
  }
  /** A move where the line starts or a week is missing, a line elsewhere. */
  get path() {
    return this.points
      .map((point, place) => ({ point, before: this.points[place - 1]?.score ?? null }))
      .filter(({ point }) => point.score !== null)
      .map(({ point, before }) => `${before === null ? 'M' : 'L'}${this.x(point)} ${this.y(point.score)}`)
      .join(' ');
  }
  get endPath() {
    const last = this.scored[this.scored.length - 1];
    return `M${this.x(last)} ${this.y(last.score)}h0`;
  }

  x(point) {
    const [from, to] = [this.points[0], this.points[this.points.length - 1]].map((end) => Date.parse(end.day));
    const share = to === from ? 1 : (Date.parse(point.day) - from) / (to - from);
    return round(margin + share * (width - 2 * margin));
  }
  y(score) {
    const scores = this.scored.map((point) => point.score);
    const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
    const range = Math.max(highest - lowest, smallestRange);
    const floor = (lowest + highest - range) / 2;
    return round(height - margin - ((score - floor) / range) * (height - 2 * margin));
  }
}
