import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/search-words',
    name: 'search-words',
    component: () => import('./SearchWordsPage.vue'),
    meta: { title: '检索词', section: 'search-words', needs: ['search.manage'] },
  },
  {
    path: '/best-bets',
    name: 'best-bets',
    component: () => import('./BestBetsPage.vue'),
    meta: { title: '推荐结果', section: 'best-bets', needs: ['search.manage'] },
  },
  {
    path: '/search-questions',
    name: 'search-questions',
    component: () => import('./QuestionsPage.vue'),
    meta: { title: '公众在找什么', section: 'search-questions', needs: ['search.manage'] },
  },
]
