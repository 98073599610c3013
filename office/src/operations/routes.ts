import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/jobs',
    name: 'jobs',
    component: () => import('./JobsPage.vue'),
    meta: { title: '后台任务', section: 'jobs', needs: ['system.read'] },
  },
  {
    path: '/calendar',
    name: 'calendar',
    component: () => import('./CalendarPage.vue'),
    meta: { title: '工作日历', section: 'calendar', needs: ['directory.read'] },
  },
  {
    path: '/audit',
    name: 'audit',
    component: () => import('./AuditPage.vue'),
    meta: { title: '审计记录', section: 'audit', needs: ['audit.read'] },
  },
  {
    path: '/system',
    name: 'system',
    component: () => import('./SystemPage.vue'),
    meta: { title: '系统状态', section: 'system', needs: ['system.read'] },
  },
]
