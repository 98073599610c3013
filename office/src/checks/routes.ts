import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/check-lists',
    name: 'check-lists',
    component: () => import('./ListsPage.vue'),
    meta: { title: '检查词表', section: 'check-lists', needs: ['content.read', 'checks.lists'] },
  },
  {
    path: '/check-lists/:id',
    name: 'check-list',
    component: () => import('./ListPage.vue'),
    props: true,
    meta: { title: '检查词表', section: 'check-lists', needs: ['content.read', 'checks.lists'] },
  },
]
