// Pages of the case library.
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/case-studies',
    name: 'case-studies',
    component: () => import('./StudiesPage.vue'),
    meta: { title: '案例库', section: 'case-studies', needs: ['requests.read'] },
  },
  {
    path: '/case-studies/:id',
    name: 'case-study',
    component: () => import('./StudyPage.vue'),
    props: true,
    meta: { title: '案例', section: 'case-studies', needs: ['requests.read'] },
  },
]
