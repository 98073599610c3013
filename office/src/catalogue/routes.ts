import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/catalogues',
    name: 'catalogues',
    component: () => import('./CataloguesPage.vue'),
    meta: { title: '公开目录', section: 'catalogues', needs: ['content.read'] },
  },
  {
    path: '/catalogues/:id',
    name: 'catalogue',
    component: () => import('./CataloguePage.vue'),
    props: true,
    meta: { title: '公开目录', section: 'catalogues', needs: ['content.read'] },
  },
  {
    path: '/coverage',
    name: 'coverage',
    component: () => import('./CoveragePage.vue'),
    meta: { title: '公开覆盖', section: 'coverage', needs: ['content.read'] },
  },
  {
    path: '/timeliness',
    name: 'timeliness',
    component: () => import('./TimelinessPage.vue'),
    meta: { title: '公开时限', section: 'timeliness', needs: ['content.read'] },
  },
  {
    path: '/budgets',
    name: 'budgets',
    component: () => import('./BudgetsPage.vue'),
    meta: { title: '预决算公开', section: 'budgets', needs: ['content.read'] },
  },
  {
    path: '/campaigns',
    name: 'campaigns',
    component: () => import('./CampaignsPage.vue'),
    meta: { title: '历史公文认定', section: 'campaigns', needs: ['content.read'] },
  },
  {
    path: '/campaigns/:id',
    name: 'campaign',
    component: () => import('./CampaignPage.vue'),
    props: true,
    meta: { title: '历史公文认定', section: 'campaigns', needs: ['content.read'] },
  },
  {
    path: '/disclosure-reviews',
    name: 'disclosure-reviews',
    component: () => import('./ReviewsPage.vue'),
    meta: { title: '公开属性复核', section: 'disclosure-reviews', needs: ['content.read'] },
  },
]
