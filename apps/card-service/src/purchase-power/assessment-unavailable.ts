import { Problem } from '../http/problem';

/** 503: no assessment in time. Nothing was changed by asking; ask again in a moment. */
export function assessmentUnavailable(why: string): Problem {
  return new Problem(503, 'assessment_unavailable', 'The assessment is not available', {
    detail: `${why} Try again in a moment.`,
    headers: { 'retry-after': '1' },
  });
}
