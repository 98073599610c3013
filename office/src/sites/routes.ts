import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/columns',
    name: 'columns',
    component: () => import('./ColumnsPage.vue'),
    meta: { title: '栏目', section: 'columns', needs: ['sites.content'] },
  },
  {
    path: '/pool',
    name: 'pool',
    component: () => import('./PoolPage.vue'),
    meta: { title: '共享池', section: 'pool', needs: ['sites.content'] },
  },
  {
    path: '/topics',
    name: 'topics',
    component: () => import('./TopicsPage.vue'),
    meta: { title: '专题', section: 'topics', needs: ['sites.content'] },
  },
  {
    path: '/notice-bars',
    name: 'notice-bars',
    component: () => import('./NoticeBarsPage.vue'),
    meta: { title: '飘窗', section: 'notice-bars', needs: ['sites.content'] },
  },
]
