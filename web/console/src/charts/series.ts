/** One line of a chart; `null` leaves a gap. */
export interface Series {
  label: string;
  values: (number | null)[];
  /** A CSS colour; by default the next of the series colours. */
  color?: string;
  dashed?: boolean;
}
