// 抽检 of closed requests, and the archive.
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/inspections',
    name: 'inspections',
    component: () => import('./InspectionsPage.vue'),
    meta: { title: '抽检', section: 'inspections', needs: ['oversight.draw', 'oversight.score', 'oversight.appeal'] },
  },
  {
    path: '/inspections/:id',
    name: 'inspection',
    component: () => import('./InspectionPage.vue'),
    props: true,
    meta: { title: '抽检', section: 'inspections', needs: ['oversight.draw', 'oversight.score', 'oversight.appeal'] },
  },
  {
    path: '/inspections/samples/:id',
    name: 'inspected-case',
    component: () => import('./SamplePage.vue'),
    props: true,
    meta: {
      title: '抽检评分',
      section: 'inspections',
      needs: ['oversight.draw', 'oversight.score', 'oversight.appeal'],
    },
  },
  {
    path: '/archive',
    name: 'archive',
    component: () => import('./ArchivePage.vue'),
    meta: { title: '归档', section: 'archive', needs: ['requests.read'] },
  },
]
