// Pages on what many requests say together.
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/request-topics',
    name: 'request-topics',
    component: () => import('./TopicsPage.vue'),
    meta: { title: '申请热点', section: 'request-topics', needs: ['requests.read', 'content.read'] },
  },
  {
    path: '/topic-memos',
    name: 'topic-memos',
    component: () => import('./MemosPage.vue'),
    meta: { title: '热点研判', section: 'topic-memos', needs: ['requests.read'] },
  },
  {
    path: '/conversions',
    name: 'conversions',
    component: () => import('./ConversionsPage.vue'),
    meta: { title: '依申请转主动', section: 'conversions', needs: ['requests.read'] },
  },
  {
    path: '/conversions/:id',
    name: 'conversion',
    component: () => import('./ConversionPage.vue'),
    props: true,
    meta: { title: '依申请转主动', section: 'conversions', needs: ['requests.read'] },
  },
]
