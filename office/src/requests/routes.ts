// Pages around requests: queue, desk, remedies, letters.
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/requests',
    name: 'requests',
    component: () => import('./QueuePage.vue'),
    meta: { title: '依申请公开', section: 'requests', needs: ['requests.read'] },
  },
  {
    path: '/requests/intake',
    name: 'request-intake',
    component: () => import('./IntakePage.vue'),
    meta: { title: '登记申请', section: 'request-intake', needs: ['requests.register'] },
  },
  {
    path: '/requests/notices',
    name: 'request-notices',
    component: () => import('./NoticesPage.vue'),
    meta: { title: '办理提醒', section: 'request-notices', needs: ['requests.read'] },
  },
  {
    path: '/requests/inquiries',
    name: 'request-inquiries',
    component: () => import('./InquiriesPage.vue'),
    meta: { title: '来函协查', section: 'request-inquiries', needs: ['requests.read'] },
  },
  {
    path: '/requests/statistics',
    name: 'request-statistics',
    component: () => import('./StatisticsPage.vue'),
    meta: { title: '依申请公开统计', section: 'request-statistics', needs: ['requests.read'] },
  },
  {
    path: '/requests/consultations/:id',
    name: 'request-consultation',
    component: () => import('./ConsultationPage.vue'),
    props: true,
    meta: { title: '征求意见、协查', section: 'request-inquiries', needs: ['requests.read'] },
  },
  {
    path: '/requests/:id',
    name: 'request',
    component: () => import('./DeskPage.vue'),
    props: true,
    meta: { title: '案件', section: 'requests', needs: ['requests.read'] },
  },
  {
    path: '/requests/:id/decision',
    name: 'request-decision',
    component: () => import('./DecisionPage.vue'),
    props: true,
    meta: { title: '拟定答复', section: 'requests', needs: ['requests.handle'] },
  },
  {
    path: '/remedies',
    name: 'remedies',
    component: () => import('../remedies/RemediesPage.vue'),
    meta: { title: '复议和诉讼', section: 'remedies', needs: ['requests.read'] },
  },
  {
    path: '/remedies/:id',
    name: 'remedy',
    component: () => import('../remedies/RemedyPage.vue'),
    props: true,
    meta: { title: '复议和诉讼', section: 'remedies', needs: ['requests.read'] },
  },
  {
    path: '/letters',
    name: 'letters-to-approve',
    component: () => import('../letters/LettersToApprovePage.vue'),
    meta: { title: '待批文书', section: 'letters-to-approve', needs: ['requests.approve'] },
  },
  {
    path: '/letters/:id',
    name: 'letter',
    component: () => import('../letters/LetterPage.vue'),
    props: true,
    meta: { title: '文书', section: 'letters-to-approve', needs: ['requests.read'] },
  },
  {
    path: '/letter-templates',
    name: 'letter-templates',
    component: () => import('../letters/LetterTemplatesPage.vue'),
    meta: { title: '文书模板', section: 'letter-templates', needs: ['letters.templates', 'requests.handle'] },
  },
]
