import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/documents/:id/secrecy',
    name: 'secrecy',
    component: () => import('./SecrecyPage.vue'),
    props: true,
    meta: { title: '保密审查', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/review',
    name: 'review-inbox',
    component: () => import('./InboxPage.vue'),
    meta: { title: '待我审校', section: 'review-inbox', needs: ['content.read'] },
  },
  {
    path: '/review/rechecks',
    name: 'rechecks',
    component: () => import('./RechecksPage.vue'),
    meta: { title: '发后再审', section: 'rechecks', needs: ['content.read'] },
  },
  {
    path: '/review/exceptions',
    name: 'exceptions',
    component: () => import('./ExceptionsPage.vue'),
    meta: { title: '特批与紧急发布', section: 'exceptions', needs: ['content.read'] },
  },
  {
    path: '/review/delegations',
    name: 'delegations',
    component: () => import('./DelegationsPage.vue'),
    meta: { title: '审校委托', section: 'delegations', needs: ['content.read'] },
  },
  {
    path: '/review/demands',
    name: 'demands',
    component: () => import('./DemandsPage.vue'),
    meta: { title: '审校要求', section: 'demands', needs: ['content.read'] },
  },
  {
    path: '/contributions',
    name: 'contributions',
    component: () => import('./ContributionsPage.vue'),
    meta: { title: '信息报送', section: 'contributions', needs: ['review.contribute', 'review.adopt'] },
  },
]
