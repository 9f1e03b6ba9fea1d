import { useEffect, useState } from 'react'

/** A value once it has not changed for a while. An empty text is passed on at once. */
export function useSettled(value: string, restMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (value === '') {
      setSettled('')
      return
    }
    const timer = setTimeout(() => setSettled(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return settled
}
