import {
  IconBookmark,
  IconCalendarRepeat,
  IconFile,
  IconFileExport,
  IconFileImport,
  IconFileUpload,
  IconPlugConnected,
  IconRefresh,
  IconUserPlus,
} from '@tabler/icons-react'
import type { ConnectionsState } from '../../../../shared/contract/connection.ts'
import type { Run } from '../../../../shared/contract/run.ts'
import type { RecentFile } from '../../../../shared/csv/sources.ts'
import type { DefinitionRef } from '../../../../shared/eloqua/definition.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import type { SavedJob } from '../../../../shared/jobs/job.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { ENVIRONMENT_WORDS } from '../../../../shared/words/connect.ts'
import { describeFamily, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { jobWords } from '../../../../shared/words/jobs.ts'
import { formatCounted } from '../../../../shared/words/numbers.ts'
import { paletteSynonyms as also, paletteActionWords as words } from '../../../../shared/words/palette.ts'
import { keptRunsWords } from '../../../../shared/words/result-rows.ts'
import { recentWords } from '../../../../shared/words/sources.ts'
import { nameSync } from '../../../../shared/words/syncs.ts'
import { formatRelative } from '../../../../shared/words/times.ts'
import { lookOfSync, wordUpload } from '../../../entities/status-badge.tsx'
import { go } from '../../../window/navigation.ts'
import type { PaletteWays } from './palette-actions.ts'
import type { PaletteEntry } from './palette-entry.ts'

const KIND_ICONS = { export: IconFileExport, import: IconFileImport, syncAction: IconUserPlus } as const

const STATUS_SYNONYMS: Readonly<Record<string, string>> = {
  error: also.failed,
  warning: also.warning,
  active: also.running,
  pending: also.running,
}

/** `fits`: a text that main found the sync by, such as a day, which its own words may not hold. */
export function syncEntry(sync: Sync, now: Date, fits: string): PaletteEntry {
  const { icon, tone, word } = lookOfSync(sync.status)
  return {
    id: `palette-sync-${sync.id}`,
    ...{ group: 'syncs', icon, tone },
    title: nameSync(sync),
    hint: join(words.number(sync.id), word, when(sync.createdAt, now)),
    also: [sync.createdBy, sync.syncedInstanceUri, STATUS_SYNONYMS[sync.status] ?? '', fits].join(' '),
    number: sync.id,
    isNamedAfter: true,
    at: sync.createdAt,
    onlySearched: true,
    run: () => go({ screen: 'sync', id: sync.id }),
  }
}

/** A sync that is known by its number only. */
export function syncByNumber(id: number): PaletteEntry {
  return {
    id: `palette-sync-${id}`,
    group: 'syncs',
    icon: IconRefresh,
    title: words.sync(id),
    number: id,
    onlySearched: true,
    run: () => go({ screen: 'sync', id }),
  }
}

export type NamedDefinition = DefinitionRef & { readonly name: string; readonly parentName?: string }

export function definitionEntry(definition: NamedDefinition): PaletteEntry {
  const { uri, kind, id, name } = definition
  return {
    id: `palette-definition-${uri}`,
    group: 'definitions',
    icon: KIND_ICONS[kind],
    title: name,
    hint: join(KIND_WORDS[kind], describeFamily(definition) ?? ''),
    also: uri,
    number: id,
    onlySearched: true,
    run: () => go({ screen: 'definitions', uri }),
  }
}

export function uploadEntry(upload: Upload, now: Date): PaletteEntry {
  const { uploadId, file, definition, createdAt, connectionLabel, user, syncUris } = upload
  const needs = upload.state === 'needs-you' ? also.needsYou : upload.state === 'paused' ? also.paused : ''
  return {
    id: `palette-upload-${uploadId}`,
    group: 'uploads',
    icon: IconFileUpload,
    title: file.name,
    hint: join(definition.name, wordUpload(upload), when(createdAt, now)),
    also: [connectionLabel, user, ...syncUris, upload.state === 'stopped' ? also.failed : needs].join(' '),
    at: createdAt,
    onlySearched: true,
    run: () => go({ screen: 'history', uploadId }),
  }
}

export function fileEntry({ recentId, name, openedAt, isMissing }: RecentFile, ways: PaletteWays): PaletteEntry {
  return {
    id: `palette-file-${recentId}`,
    group: 'files',
    icon: IconFile,
    title: name,
    hint: words.openFile,
    also: also.file,
    at: openedAt,
    onlySearched: true,
    whyNot: isMissing ? recentWords.missing : undefined,
    run: () => ways.onOpenFile(recentId),
  }
}

export function jobEntry({ jobId, name, definition, schedule, paused, lastRun }: SavedJob): PaletteEntry {
  const hasFailed = lastRun?.end.kind === 'failed' || lastRun?.end.kind === 'sync-failed'
  return {
    id: `palette-job-${jobId}`,
    group: 'jobs',
    icon: IconCalendarRepeat,
    title: name,
    hint: paused ? join(jobWords.every(schedule), jobWords.paused) : jobWords.every(schedule),
    also: [definition.name, also.jobs, hasFailed ? also.failed : ''].join(' '),
    at: lastRun?.endedAt,
    onlySearched: true,
    run: () => go({ screen: 'jobs', jobId }),
  }
}

export function runEntry({ runId, kept, definition, syncId, rows, fetchedAt, connection }: Run): PaletteEntry {
  const name = definition?.name ?? keptRunsWords.ofSync(syncId)
  return {
    id: `palette-run-${runId}`,
    group: 'runs',
    icon: IconBookmark,
    title: kept?.name ?? name,
    hint: join(kept && kept.name !== name ? name : '', formatCounted(rows, 'row')),
    also: `${syncId} ${connection.label}`,
    at: fetchedAt,
    onlySearched: true,
    run: () => go({ screen: 'run', runId }),
  }
}

export function connectionEntries({ connections, activeId }: ConnectionsState, ways: PaletteWays) {
  return connections.map(
    ({ id, label, company, user, environment }): PaletteEntry => ({
      id: `palette-connection-${id}`,
      group: 'connections',
      icon: IconPlugConnected,
      title: label,
      hint: join(words.switchTo, ENVIRONMENT_WORDS[environment]),
      also: [company, user, also.environments[environment], also.connection].join(' '),
      onlySearched: true,
      whyNot: id === activeId ? words.inUse : undefined,
      run: () => ways.onSwitch(id),
    }),
  )
}

function when(at: string | undefined, now: Date): string {
  return at && !Number.isNaN(Date.parse(at)) ? formatRelative(new Date(at), now) : ''
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}
