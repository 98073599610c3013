import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/people',
    name: 'people',
    component: () => import('./PeoplePage.vue'),
    meta: { title: '人员', section: 'people', needs: ['directory.read'] },
  },
  {
    path: '/people/new',
    name: 'new-person',
    component: () => import('./PersonEditPage.vue'),
    meta: { title: '新增人员', section: 'people', needs: ['directory.manage_people'] },
  },
  {
    path: '/people/:id',
    name: 'person',
    component: () => import('./PersonPage.vue'),
    props: true,
    meta: { title: '人员详情', section: 'people', needs: ['directory.read'] },
  },
  {
    path: '/people/:id/edit',
    name: 'edit-person',
    component: () => import('./PersonEditPage.vue'),
    props: true,
    meta: { title: '修改人员', section: 'people', needs: ['directory.manage_people'] },
  },
  {
    path: '/units',
    name: 'units',
    component: () => import('./UnitsPage.vue'),
    meta: { title: '机构', section: 'units', needs: ['directory.read'] },
  },
  {
    path: '/roles',
    name: 'roles',
    component: () => import('./RolesPage.vue'),
    meta: { title: '角色与授权', section: 'roles', needs: ['security.manage_roles'] },
  },
  {
    path: '/sessions',
    name: 'sessions',
    component: () => import('./SessionsPage.vue'),
    meta: { title: '登录会话', section: 'sessions', needs: ['security.manage_sessions'] },
  },
  {
    path: '/sites',
    name: 'sites',
    component: () => import('./SitesPage.vue'),
    meta: { title: '站点', section: 'sites', needs: ['sites.manage'] },
  },
]
