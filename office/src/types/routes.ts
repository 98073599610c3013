import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/document-types',
    name: 'document-types',
    component: () => import('./TypesPage.vue'),
    meta: { title: '文件类型', section: 'document-types', needs: ['content.types'] },
  },
  {
    path: '/document-types/new',
    name: 'new-document-type',
    component: () => import('./TypePage.vue'),
    meta: { title: '新增文件类型', section: 'document-types', needs: ['content.types'] },
  },
  {
    path: '/document-types/:id',
    name: 'document-type',
    component: () => import('./TypePage.vue'),
    props: true,
    meta: { title: '文件类型', section: 'document-types', needs: ['content.types'] },
  },
]
