import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { client } from './data/client.ts'
import { meAsked } from './data/me.ts'
import { router } from './routes.tsx'
import './styles.css'
import { loadWords, WordsProvider } from './words/words.tsx'

const asking = client.prefetchQuery(meAsked)
const words = await loadWords()
await asking

createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <WordsProvider value={words}>
      <I18nProvider locale={words.locale}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </WordsProvider>
  </StrictMode>,
)
