import { createApp } from 'vue'
import { createPinia } from 'pinia'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import App from './App.vue'
import { ApiError } from './api/errors'
import { router } from './router'
import './styles/tokens.css'
import './styles/element.css'
import './styles/layout.css'
import './styles/parts.css'
import './styles/rich_text.css'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a broken line is worth another try.
      retry: (failures, error) => !(error instanceof ApiError) && failures < 2,
    },
  },
})

createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient: queries }).use(router).mount('#app')
