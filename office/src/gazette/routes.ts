import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/gazette',
    name: 'gazette',
    component: () => import('./IssuesPage.vue'),
    meta: { title: '政府公报', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/gazette/corrections',
    name: 'gazette-corrections',
    component: () => import('./CorrectionsPage.vue'),
    meta: { title: '识别更正表', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/gazette/:id',
    name: 'gazette-issue',
    component: () => import('./IssuePage.vue'),
    props: true,
    meta: { title: '公报编辑', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/gazette/:id/:number(\\d+)',
    name: 'gazette-page',
    component: () => import('./ProofPage.vue'),
    props: true,
    meta: { title: '公报校对', section: 'gazette', needs: ['content.read'] },
  },
]
