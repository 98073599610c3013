// The menu: what exists, and which permission opens it. The router guards the same pages with the same permissions.
import type { Permission } from './api/model'

export interface MenuEntry {
  name: string
  label: string
  /** One of these opens the page; none means everybody. */
  needs: Permission[]
}

export interface MenuGroup {
  label: string
  entries: MenuEntry[]
}

export const menu: MenuGroup[] = [
  {
    label: '工作',
    entries: [
      { name: 'todo', label: '我的待办', needs: [] },
      { name: 'documents', label: '文稿', needs: ['content.read'] },
      { name: 'document-types', label: '文件类型', needs: ['content.types'] },
      { name: 'check-lists', label: '检查词表', needs: ['content.read', 'checks.lists'] },
    ],
  },
  {
    label: '政策',
    entries: [
      { name: 'policy-pairs', label: '政策与解读', needs: ['content.read'] },
      { name: 'policy-ledger', label: '规范性文件台账', needs: ['content.read'] },
      { name: 'policy-evaluations', label: '评估与清理', needs: ['policy.ledger'] },
      { name: 'policy-cases', label: '优秀解读案例', needs: ['content.read'] },
      { name: 'gazette', label: '政府公报', needs: ['content.read'] },
    ],
  },
  {
    label: '审校',
    entries: [
      { name: 'review-inbox', label: '待我审校', needs: ['content.read'] },
      { name: 'rechecks', label: '发后再审', needs: ['content.read'] },
      { name: 'exceptions', label: '特批与紧急发布', needs: ['content.read'] },
      { name: 'delegations', label: '审校委托', needs: ['content.read'] },
      { name: 'demands', label: '审校要求', needs: ['content.read'] },
      { name: 'contributions', label: '信息报送', needs: ['review.contribute', 'review.adopt'] },
    ],
  },
  {
    label: '主动公开',
    entries: [
      { name: 'catalogues', label: '公开目录', needs: ['content.read'] },
      { name: 'coverage', label: '公开覆盖', needs: ['content.read'] },
      { name: 'timeliness', label: '公开时限', needs: ['content.read'] },
      { name: 'budgets', label: '预决算公开', needs: ['content.read'] },
      { name: 'campaigns', label: '历史公文认定', needs: ['content.read'] },
      { name: 'disclosure-reviews', label: '公开属性复核', needs: ['content.read'] },
      { name: 'imports', label: '导入历史信息', needs: ['imports.manage'] },
    ],
  },
  {
    label: '依申请公开',
    entries: [
      { name: 'requests', label: '案件', needs: ['requests.read'] },
      { name: 'request-notices', label: '办理提醒', needs: ['requests.read'] },
      { name: 'request-intake', label: '登记申请', needs: ['requests.register'] },
      { name: 'request-inquiries', label: '来函协查', needs: ['requests.read'] },
      { name: 'letters-to-approve', label: '待批文书', needs: ['requests.approve'] },
      { name: 'letter-templates', label: '文书模板', needs: ['letters.templates', 'requests.handle'] },
      { name: 'remedies', label: '复议和诉讼', needs: ['requests.read'] },
      { name: 'request-topics', label: '申请热点', needs: ['requests.read', 'content.read'] },
      { name: 'topic-memos', label: '热点研判', needs: ['requests.read'] },
      { name: 'conversions', label: '依申请转主动', needs: ['requests.read'] },
      { name: 'case-studies', label: '案例库', needs: ['requests.read'] },
      { name: 'archive', label: '归档', needs: ['requests.read'] },
      { name: 'inspections', label: '抽检', needs: ['oversight.draw', 'oversight.score', 'oversight.appeal'] },
      { name: 'request-statistics', label: '统计', needs: ['requests.read'] },
    ],
  },
  {
    label: '年度报告',
    entries: [
      { name: 'annual-reports', label: '编制和汇总', needs: ['reports.read'] },
      { name: 'report-batches', label: '年报体检', needs: ['reports.collect', 'reports.write'] },
    ],
  },
  {
    label: '机构与人员',
    entries: [
      { name: 'people', label: '人员', needs: ['directory.read'] },
      { name: 'units', label: '机构', needs: ['directory.read'] },
      { name: 'roles', label: '角色与授权', needs: ['security.manage_roles'] },
      { name: 'sessions', label: '登录会话', needs: ['security.manage_sessions'] },
      { name: 'sites', label: '站点', needs: ['sites.manage'] },
    ],
  },
  {
    label: '读者',
    entries: [
      { name: 'error-reports', label: '网站找错', needs: ['readers.answer'] },
      { name: 'remarks', label: '读者评价', needs: ['readers.answer'] },
      { name: 'readings', label: '阅读统计', needs: ['content.read'] },
      { name: 'site-reports', label: '网站工作年度报表', needs: ['content.read'] },
    ],
  },
  {
    label: '检索',
    entries: [
      { name: 'search-questions', label: '公众在找什么', needs: ['search.manage'] },
      { name: 'columns', label: '栏目', needs: ['sites.content'] },
      { name: 'pool', label: '共享池', needs: ['sites.content'] },
      { name: 'topics', label: '专题', needs: ['sites.content'] },
      { name: 'notice-bars', label: '飘窗', needs: ['sites.content'] },
      { name: 'search-words', label: '检索词', needs: ['search.manage'] },
      { name: 'best-bets', label: '推荐结果', needs: ['search.manage'] },
    ],
  },
  {
    label: '运行',
    entries: [
      { name: 'jobs', label: '后台任务', needs: ['system.read'] },
      { name: 'calendar', label: '工作日历', needs: ['directory.read'] },
      { name: 'audit', label: '审计记录', needs: ['audit.read'] },
      { name: 'system', label: '系统状态', needs: ['system.read'] },
    ],
  },
  { label: '个人', entries: [{ name: 'settings', label: '个人设置', needs: [] }] },
]

export function isOpen(entry: MenuEntry, may: (permission: Permission) => boolean): boolean {
  return entry.needs.length === 0 || entry.needs.some(may)
}

export function openMenu(may: (permission: Permission) => boolean): MenuGroup[] {
  return menu
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => isOpen(entry, may)) }))
    .filter((group) => group.entries.length > 0)
}
