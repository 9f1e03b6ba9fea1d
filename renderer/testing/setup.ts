import { configure } from '@testing-library/react'

/** What is awaited comes when it comes: on a busy machine a first render alone takes longer than the library's one second. */
configure({ asyncUtilTimeout: 20_000 })
