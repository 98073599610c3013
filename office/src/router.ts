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

const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'todo',
    component: () => import('./documents/TodoPage.vue'),
    meta: { title: '我的待办', section: 'todo' },
  },
  { path: '/login', redirect: '/' },
  {
    path: '/documents',
    name: 'documents',
    component: () => import('./documents/DocumentListPage.vue'),
    meta: { title: '文稿', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/documents/new',
    name: 'new-document',
    component: () => import('./documents/NewDocumentPage.vue'),
    meta: { title: '起草文稿', section: 'documents', needs: ['content.write'] },
  },
  {
    path: '/documents/:id',
    name: 'document',
    component: () => import('./documents/DocumentPage.vue'),
    props: true,
    meta: { title: '文稿详情', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/documents/:id/editions',
    name: 'editions',
    component: () => import('./documents/EditionsPage.vue'),
    props: true,
    meta: { title: '版次对照', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/documents/:id/edit',
    name: 'edit-document',
    component: () => import('./documents/DocumentEditPage.vue'),
    props: true,
    meta: { title: '编辑文稿', section: 'documents', needs: ['content.write'] },
  },
  {
    path: '/document-types',
    name: 'document-types',
    component: () => import('./types/TypesPage.vue'),
    meta: { title: '文件类型', section: 'document-types', needs: ['content.types'] },
  },
  {
    path: '/document-types/new',
    name: 'new-document-type',
    component: () => import('./types/TypePage.vue'),
    meta: { title: '新增文件类型', section: 'document-types', needs: ['content.types'] },
  },
  {
    path: '/document-types/:id',
    name: 'document-type',
    component: () => import('./types/TypePage.vue'),
    props: true,
    meta: { title: '文件类型', section: 'document-types', needs: ['content.types'] },
  },
  {
    path: '/gazette',
    name: 'gazette',
    component: () => import('./gazette/IssuesPage.vue'),
    meta: { title: '政府公报', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/gazette/corrections',
    name: 'gazette-corrections',
    component: () => import('./gazette/CorrectionsPage.vue'),
    meta: { title: '识别更正表', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/gazette/:id',
    name: 'gazette-issue',
    component: () => import('./gazette/IssuePage.vue'),
    props: true,
    meta: { title: '公报编辑', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/gazette/:id/:number(\\d+)',
    name: 'gazette-page',
    component: () => import('./gazette/ProofPage.vue'),
    props: true,
    meta: { title: '公报校对', section: 'gazette', needs: ['content.read'] },
  },
  {
    path: '/policies',
    name: 'policy-pairs',
    component: () => import('./policy/PairsPage.vue'),
    meta: { title: '政策与解读', section: 'policy-pairs', needs: ['content.read'] },
  },
  {
    path: '/policies/ledger',
    name: 'policy-ledger',
    component: () => import('./policy/LedgerPage.vue'),
    meta: { title: '规范性文件台账', section: 'policy-ledger', needs: ['content.read'] },
  },
  {
    path: '/policies/evaluations',
    name: 'policy-evaluations',
    component: () => import('./policy/EvaluationsPage.vue'),
    meta: { title: '评估与清理', section: 'policy-evaluations', needs: ['policy.ledger'] },
  },
  {
    path: '/policies/cases',
    name: 'policy-cases',
    component: () => import('./policy/CasesPage.vue'),
    meta: { title: '优秀解读案例', section: 'policy-cases', needs: ['content.read'] },
  },
  {
    path: '/policies/:id',
    name: 'policy-desk',
    component: () => import('./policy/PolicyDeskPage.vue'),
    props: true,
    meta: { title: '解读方案', section: 'policy-pairs', needs: ['content.read'] },
  },
  {
    path: '/check-lists',
    name: 'check-lists',
    component: () => import('./checks/ListsPage.vue'),
    meta: { title: '检查词表', section: 'check-lists', needs: ['content.read', 'checks.lists'] },
  },
  {
    path: '/check-lists/:id',
    name: 'check-list',
    component: () => import('./checks/ListPage.vue'),
    props: true,
    meta: { title: '检查词表', section: 'check-lists', needs: ['content.read', 'checks.lists'] },
  },
  {
    path: '/documents/:id/secrecy',
    name: 'secrecy',
    component: () => import('./review/SecrecyPage.vue'),
    props: true,
    meta: { title: '保密审查', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/review',
    name: 'review-inbox',
    component: () => import('./review/InboxPage.vue'),
    meta: { title: '待我审校', section: 'review-inbox', needs: ['content.read'] },
  },
  {
    path: '/review/rechecks',
    name: 'rechecks',
    component: () => import('./review/RechecksPage.vue'),
    meta: { title: '发后再审', section: 'rechecks', needs: ['content.read'] },
  },
  {
    path: '/review/exceptions',
    name: 'exceptions',
    component: () => import('./review/ExceptionsPage.vue'),
    meta: { title: '特批与紧急发布', section: 'exceptions', needs: ['content.read'] },
  },
  {
    path: '/review/delegations',
    name: 'delegations',
    component: () => import('./review/DelegationsPage.vue'),
    meta: { title: '审校委托', section: 'delegations', needs: ['content.read'] },
  },
  {
    path: '/review/demands',
    name: 'demands',
    component: () => import('./review/DemandsPage.vue'),
    meta: { title: '审校要求', section: 'demands', needs: ['content.read'] },
  },
  {
    path: '/contributions',
    name: 'contributions',
    component: () => import('./review/ContributionsPage.vue'),
    meta: { title: '信息报送', section: 'contributions', needs: ['review.contribute', 'review.adopt'] },
  },
  {
    path: '/catalogues',
    name: 'catalogues',
    component: () => import('./catalogue/CataloguesPage.vue'),
    meta: { title: '公开目录', section: 'catalogues', needs: ['content.read'] },
  },
  {
    path: '/catalogues/:id',
    name: 'catalogue',
    component: () => import('./catalogue/CataloguePage.vue'),
    props: true,
    meta: { title: '公开目录', section: 'catalogues', needs: ['content.read'] },
  },
  {
    path: '/coverage',
    name: 'coverage',
    component: () => import('./catalogue/CoveragePage.vue'),
    meta: { title: '公开覆盖', section: 'coverage', needs: ['content.read'] },
  },
  {
    path: '/timeliness',
    name: 'timeliness',
    component: () => import('./catalogue/TimelinessPage.vue'),
    meta: { title: '公开时限', section: 'timeliness', needs: ['content.read'] },
  },
  {
    path: '/budgets',
    name: 'budgets',
    component: () => import('./catalogue/BudgetsPage.vue'),
    meta: { title: '预决算公开', section: 'budgets', needs: ['content.read'] },
  },
  {
    path: '/campaigns',
    name: 'campaigns',
    component: () => import('./catalogue/CampaignsPage.vue'),
    meta: { title: '历史公文认定', section: 'campaigns', needs: ['content.read'] },
  },
  {
    path: '/campaigns/:id',
    name: 'campaign',
    component: () => import('./catalogue/CampaignPage.vue'),
    props: true,
    meta: { title: '历史公文认定', section: 'campaigns', needs: ['content.read'] },
  },
  {
    path: '/disclosure-reviews',
    name: 'disclosure-reviews',
    component: () => import('./catalogue/ReviewsPage.vue'),
    meta: { title: '公开属性复核', section: 'disclosure-reviews', needs: ['content.read'] },
  },
  {
    path: '/imports',
    name: 'imports',
    component: () => import('./imports/ImportsPage.vue'),
    meta: { title: '导入历史信息', section: 'imports', needs: ['imports.manage'] },
  },
  {
    path: '/imports/:id',
    name: 'import',
    component: () => import('./imports/ImportPage.vue'),
    props: true,
    meta: { title: '导入', section: 'imports', needs: ['imports.manage'] },
  },
  {
    path: '/people',
    name: 'people',
    component: () => import('./directory/PeoplePage.vue'),
    meta: { title: '人员', section: 'people', needs: ['directory.read'] },
  },
  {
    path: '/people/new',
    name: 'new-person',
    component: () => import('./directory/PersonEditPage.vue'),
    meta: { title: '新增人员', section: 'people', needs: ['directory.manage_people'] },
  },
  {
    path: '/people/:id',
    name: 'person',
    component: () => import('./directory/PersonPage.vue'),
    props: true,
    meta: { title: '人员详情', section: 'people', needs: ['directory.read'] },
  },
  {
    path: '/people/:id/edit',
    name: 'edit-person',
    component: () => import('./directory/PersonEditPage.vue'),
    props: true,
    meta: { title: '修改人员', section: 'people', needs: ['directory.manage_people'] },
  },
  {
    path: '/units',
    name: 'units',
    component: () => import('./directory/UnitsPage.vue'),
    meta: { title: '机构', section: 'units', needs: ['directory.read'] },
  },
  {
    path: '/roles',
    name: 'roles',
    component: () => import('./directory/RolesPage.vue'),
    meta: { title: '角色与授权', section: 'roles', needs: ['security.manage_roles'] },
  },
  {
    path: '/sessions',
    name: 'sessions',
    component: () => import('./directory/SessionsPage.vue'),
    meta: { title: '登录会话', section: 'sessions', needs: ['security.manage_sessions'] },
  },
  {
    path: '/sites',
    name: 'sites',
    component: () => import('./directory/SitesPage.vue'),
    meta: { title: '站点', section: 'sites', needs: ['sites.manage'] },
  },
  {
    path: '/columns',
    name: 'columns',
    component: () => import('./sites/ColumnsPage.vue'),
    meta: { title: '栏目', section: 'columns', needs: ['sites.content'] },
  },
  {
    path: '/topics',
    name: 'topics',
    component: () => import('./sites/TopicsPage.vue'),
    meta: { title: '专题', section: 'topics', needs: ['sites.content'] },
  },
  {
    path: '/notice-bars',
    name: 'notice-bars',
    component: () => import('./sites/NoticeBarsPage.vue'),
    meta: { title: '飘窗', section: 'notice-bars', needs: ['sites.content'] },
  },
  {
    path: '/search-words',
    name: 'search-words',
    component: () => import('./finding/SearchWordsPage.vue'),
    meta: { title: '检索词', section: 'search-words', needs: ['search.manage'] },
  },
  {
    path: '/best-bets',
    name: 'best-bets',
    component: () => import('./finding/BestBetsPage.vue'),
    meta: { title: '推荐结果', section: 'best-bets', needs: ['search.manage'] },
  },
  {
    path: '/search-questions',
    name: 'search-questions',
    component: () => import('./finding/QuestionsPage.vue'),
    meta: { title: '公众在找什么', section: 'search-questions', needs: ['search.manage'] },
  },
  {
    path: '/jobs',
    name: 'jobs',
    component: () => import('./operations/JobsPage.vue'),
    meta: { title: '后台任务', section: 'jobs', needs: ['system.read'] },
  },
  {
    path: '/calendar',
    name: 'calendar',
    component: () => import('./operations/CalendarPage.vue'),
    meta: { title: '工作日历', section: 'calendar', needs: ['directory.read'] },
  },
  {
    path: '/audit',
    name: 'audit',
    component: () => import('./operations/AuditPage.vue'),
    meta: { title: '审计记录', section: 'audit', needs: ['audit.read'] },
  },
  {
    path: '/system',
    name: 'system',
    component: () => import('./operations/SystemPage.vue'),
    meta: { title: '系统状态', section: 'system', needs: ['system.read'] },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./settings/SettingsPage.vue'),
    meta: { title: '个人设置', section: 'settings' },
  },
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
