import { type ApiOf, takes } from '../call.ts'
import type {
  Comparison,
  ComparisonRows,
  FoundMatch,
  FrequentValues,
  KeyProposal,
  MatchCount,
  PartOfComparison,
  ReadingCount,
  RowGroups,
  RunColumnProfile,
  RunView,
  TimeSeries,
} from '../run-questions.ts'
import {
  byComparison,
  byView,
  comparisonRequest,
  comparisonWindow,
  groupRequest,
  matchRequest,
  nextMatch,
  partOfComparison,
  profileRequest,
  readingOfColumn,
  timeRequest,
  twoRuns,
  valuesRequest,
  viewRequest,
} from '../schemas/run-questions.ts'
import { byRun } from '../schemas/runs.ts'

/**
 * Questions about the rows of a run. Of each kind the newest question of a run wins: an older one that is still open rejects with
 * `cancelled`. Profiles, values and groups wait for each other instead.
 */
export const runQuestionCalls = {
  /** Says that questions will come: what answers them starts in the background. */
  prepareRunQuestions: takes(byRun).gives<void>(),
  /** Rejects open questions about the run with `cancelled`. */
  stopRunQuestions: takes(byRun).gives<void>(),
  openRunView: takes(viewRequest).gives<RunView>(),
  closeRunView: takes(byView).gives<void>(),
  countRunMatches: takes(matchRequest).gives<MatchCount>(),
  /** Null where no cell holds the text, or none beyond `from`. */
  findRunMatch: takes(nextMatch).gives<FoundMatch | null>(),
  countReading: takes(readingOfColumn).gives<ReadingCount>(),
  profileRunColumn: takes(profileRequest).gives<RunColumnProfile>(),
  listFrequentValues: takes(valuesRequest).gives<FrequentValues>(),
  groupRunRows: takes(groupRequest).gives<RowGroups>(),
  countRunByTime: takes(timeRequest).gives<TimeSeries>(),
  proposeRunKey: takes(twoRuns).gives<KeyProposal>(),
  compareRuns: takes(comparisonRequest).gives<Comparison>(),
  /** A part of it as a view, to be read, copied and saved as any other. */
  openComparisonPart: takes(partOfComparison).gives<PartOfComparison>(),
  readComparison: takes(comparisonWindow).gives<ComparisonRows>(),
  closeComparison: takes(byComparison).gives<void>(),
}

export type RunQuestionApi = ApiOf<typeof runQuestionCalls>
