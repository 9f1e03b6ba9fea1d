import { useMutation } from '@tanstack/react-query'
import { api } from '../../api.ts'

export function useSignOut() {
  return useMutation({ mutationFn: () => api.signOut() })
}

/** A connection that cannot be used as it is (its password is gone, say) is mended on the connect screen: `onConnect` shows that. */
export function useSwitchConnection(onConnect: () => void) {
  return useMutation({ mutationFn: (id: string) => api.switchConnection({ id }), onError: onConnect })
}
