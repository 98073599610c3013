import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/redactions/:id',
    name: 'redaction',
    component: () => import('./RedactionPage.vue'),
    props: true,
    meta: { title: '遮盖', section: 'documents' },
  },
]
