import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/error-reports',
    name: 'error-reports',
    component: () => import('./ErrorReportsPage.vue'),
    meta: { title: '网站找错', section: 'error-reports', needs: ['readers.answer'] },
  },
  {
    path: '/remarks',
    name: 'remarks',
    component: () => import('./RemarksPage.vue'),
    meta: { title: '读者评价', section: 'remarks', needs: ['readers.answer'] },
  },
  {
    path: '/readings',
    name: 'readings',
    component: () => import('./ReadingsPage.vue'),
    meta: { title: '阅读统计', section: 'readings', needs: ['content.read'] },
  },
]
