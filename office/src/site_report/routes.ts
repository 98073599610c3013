import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/site-reports',
    name: 'site-reports',
    component: () => import('./SiteReportsPage.vue'),
    meta: { title: '网站工作年度报表', section: 'site-reports', needs: ['content.read'] },
  },
  {
    path: '/site-reports/:site/:year(\\d{4})',
    name: 'site-report',
    component: () => import('./SiteReportPage.vue'),
    props: true,
    meta: { title: '网站工作年度报表', section: 'site-reports', needs: ['content.read'] },
  },
]
