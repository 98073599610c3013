// 年报体检: batches of annual reports that are checked, and the confirmation before one of them enters the ledger.
import type { RouteRecordRaw } from 'vue-router'

const meta = {
  title: '年报体检',
  section: 'report-batches',
  needs: ['reports.collect' as const, 'reports.write' as const],
}

export const routes: RouteRecordRaw[] = [
  { path: '/report-batches', name: 'report-batches', component: () => import('./BatchesPage.vue'), meta },
  {
    path: '/report-batches/:id',
    name: 'report-batch',
    component: () => import('./BatchPage.vue'),
    props: true,
    meta: { ...meta, title: '一批年报' },
  },
  {
    path: '/report-files/:id',
    name: 'report-file',
    component: () => import('./ReportPage.vue'),
    props: true,
    meta: { ...meta, title: '核对年报' },
  },
]
