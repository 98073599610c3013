// Every page of the office. `section` is the menu entry that stays marked while the page is open.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Permission } from './api/model'
import MissingPage from './parts/MissingPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    section?: string
    needs?: Permission[]
  }
}

// Each area names its own pages.
const areas = import.meta.glob<{ routes: RouteRecordRaw[] }>('./*/routes.ts', { eager: true })

const routes: RouteRecordRaw[] = [
  { path: '/login', redirect: '/' },
  ...Object.values(areas).flatMap((area) => area.routes),
  {
    path: '/:rest(.*)*',
    name: 'missing',
    component: MissingPage,
    meta: { title: '没有这个页面' },
  },
]

export const router = createRouter({
  history: createWebHistory('/office/'),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
