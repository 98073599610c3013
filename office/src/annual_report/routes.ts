// Pages of the annual reports: the board of a year, and the desk of one report in five leaves.
import type { RouteRecordRaw } from 'vue-router'

const meta = { title: '年度报告', section: 'annual-reports', needs: ['reports.read' as const] }

export const routes: RouteRecordRaw[] = [
  { path: '/annual-reports', name: 'annual-reports', component: () => import('./BoardPage.vue'), meta },
  {
    path: '/annual-reports/:id',
    name: 'annual-report',
    component: () => import('./TablesPage.vue'),
    props: true,
    meta: { ...meta, title: '年度报告：数据' },
  },
  {
    path: '/annual-reports/:id/text',
    name: 'annual-report-text',
    component: () => import('./TextPage.vue'),
    props: true,
    meta: { ...meta, title: '年度报告：文字' },
  },
  {
    path: '/annual-reports/:id/checks',
    name: 'annual-report-checks',
    component: () => import('./ChecksPage.vue'),
    props: true,
    meta: { ...meta, title: '年度报告：检查' },
  },
  {
    path: '/annual-reports/:id/children',
    name: 'annual-report-children',
    component: () => import('./ChildrenPage.vue'),
    props: true,
    meta: { ...meta, title: '年度报告：汇总' },
  },
  {
    path: '/annual-reports/:id/history',
    name: 'annual-report-history',
    component: () => import('./HistoryPage.vue'),
    props: true,
    meta: { ...meta, title: '年度报告：版本' },
  },
]
