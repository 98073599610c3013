import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/policies',
    name: 'policy-pairs',
    component: () => import('./PairsPage.vue'),
    meta: { title: '政策与解读', section: 'policy-pairs', needs: ['content.read'] },
  },
  {
    path: '/policies/ledger',
    name: 'policy-ledger',
    component: () => import('./LedgerPage.vue'),
    meta: { title: '规范性文件台账', section: 'policy-ledger', needs: ['content.read'] },
  },
  {
    path: '/policies/evaluations',
    name: 'policy-evaluations',
    component: () => import('./EvaluationsPage.vue'),
    meta: { title: '评估与清理', section: 'policy-evaluations', needs: ['policy.ledger'] },
  },
  {
    path: '/policies/cases',
    name: 'policy-cases',
    component: () => import('./CasesPage.vue'),
    meta: { title: '优秀解读案例', section: 'policy-cases', needs: ['content.read'] },
  },
  {
    path: '/policies/:id',
    name: 'policy-desk',
    component: () => import('./PolicyDeskPage.vue'),
    props: true,
    meta: { title: '解读方案', section: 'policy-pairs', needs: ['content.read'] },
  },
]
