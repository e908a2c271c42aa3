const tones = {
  healthy: 'success',
  commit: 'success',
  watch: 'warning',
  best_case: 'info',
  at_risk: 'error',
  critical: 'severe',
};

/** On 16 by 16: a shape each, for eyes that see no difference of colour. */
const icons = {
  success: 'M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM6.8 11.6 3.4 8.2l1.3-1.3 2.1 2.1 4.5-4.5 1.3 1.3z',
  warning: 'M8 1l7.5 13.5H.5zM7.1 6v4.2h1.8V6zm0 5.4v1.7h1.8v-1.7z',
  info: 'M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM7.1 7v5h1.8V7zm0-3v1.8h1.8V4z',
  error: 'M8 0l8 8-8 8-8-8zM7.1 4v5h1.8V4zm0 6.2V12h1.8v-1.8z',
  severe:
    'M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7zM5 6.2 6.8 8 5 9.8 6.2 11 8 9.2 9.8 11 11 9.8 9.2 8 11 6.2 9.8 5 8 6.8 6.2 5z',
  neutral: 'M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM4 7.1h8v1.8H4z',
};

/** "success", "warning", "info", "error", "severe" or "neutral": for a band or a tier. */
export const toneOf = (code) => tones[code] ?? 'neutral';
export const iconOf = (code) => icons[toneOf(code)];
export const iconOfTone = (tone) => icons[tone] ?? icons.neutral;
