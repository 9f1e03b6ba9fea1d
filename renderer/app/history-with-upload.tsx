import { HistoryScreen } from '../features/history/history-screen.tsx'
import { UploadScreen } from '../features/upload/upload-screen.tsx'

/** The history, and an upload that was opened from there: its page belongs to another feature, its place is here. */
export function HistoryWithUpload({ uploadId }: { readonly uploadId?: string }) {
  return uploadId ? <UploadScreen uploadId={uploadId} /> : <HistoryScreen />
}
