import { useEffect, useState } from 'react'

/** Long enough to tell a row that is looked at from one that is scrolled past. */
const STAYS_MS = 300

/** Whether the component has been shown for a moment, and not only passed by. */
export function useStaying(): boolean {
  const [stays, setStays] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), STAYS_MS)
    return () => clearTimeout(timer)
  }, [])
  return stays
}
