// The server's short codes in the office's words. A code that is not here yet is shown as it is: better odd than hidden.
const acts: Record<string, string> = {
  'audit.read': '查看审计记录',
  'calendar.set_year': '录入放假安排',
  'content.add_column': '新增栏目',
  'content.attach': '添加附件',
  'content.create': '起草文稿',
  'content.detach': '移除附件',
  'content.edit': '修改文稿',
  'content.import': '导入文稿',
  'content.read_attachment': '查看未公开的附件',
  'content.release': '发布文稿',
  'content.return': '退回文稿',
  'content.set_index_pattern': '设定索引号规则',
  'content.submit': '提交文稿',
  'content.withdraw': '撤回文稿',
  'directory.add_person': '新增人员',
  'directory.add_site': '新增站点',
  'directory.add_unit': '新增机构',
  'directory.move_unit': '改设机构',
  'directory.change_person': '修改人员',
  'directory.change_site': '修改站点',
  'directory.change_unit': '修改机构',
  'directory.close_unit': '撤销机构',
  'directory.disable_person': '停用账号',
  'directory.enable_person': '恢复账号',
  'directory.found_city': '初始化平台',
  'directory.hand_over': '离岗交接',
  'jobs.cancel': '取消任务',
  'jobs.retry': '重试任务',
  'search.rebuild': '重建检索',
  'security.disable_unused_accounts': '停用长期未用账号',
  'security.reset_password': '重置密码',
  'security.reveal': '查看被遮盖的个人信息',
  'security.set_password': '设定密码',
  'security.set_roles': '调整角色',
  'session.change_password': '修改密码',
  'session.confirm_second_factor': '启用动态口令',
  'session.end': '结束会话',
  'session.log_in': '登录',
  'session.log_out': '退出',
  'session.offer_second_factor': '申请动态口令',
  'session.pass_second_factor': '通过动态口令',
  'session.reauthenticate': '再次确认身份',
  'session.refuse': '拒绝登录',
  'session.refuse_password': '密码错误',
  'session.refuse_second_factor': '动态口令错误',
}

const subjects: Record<string, string> = {
  audit: '审计记录',
  calendar: '工作日历',
  column: '栏目',
  document: '文稿',
  job: '后台任务',
  person: '人员',
  session: '会话',
  site: '站点',
  unit: '机构',
}

const jobKinds: Record<string, string> = {
  'audit.checkpoint': '签署审计检查点',
  'directory.disable_unused': '停用长期未用账号',
  'files.extract_text': '提取附件文字',
  'files.scrub': '核验文件完整性',
  'files.sweep': '清理无主文件',
  housekeeping: '日常清理',
  'search.optimize': '整理检索',
  'search.rebuild': '重建检索',
}

const details: Record<string, string> = {
  address: '地址',
  after: '修改后',
  before: '修改前',
  code: '编码',
  column: '栏目',
  contact: '联系方式',
  duties: '交接事项',
  edition: '版次',
  ended_sessions: '结束的会话',
  field: '项目',
  file: '文件',
  host: '域名',
  index_number: '索引号',
  kind: '方式',
  login: '登录名',
  name: '名称',
  phone: '电话',
  post: '职务',
  query: '查询条件',
  reason: '理由',
  remark: '意见',
  role: '角色',
  roles: '角色',
  sha256: '文件摘要',
  state: '状态',
  title: '标题',
  to: '接手人',
  unit: '单位',
  year: '年份',
}

export const actWords = (act: string): string => acts[act] ?? act
export const subjectWords = (kind: string): string => subjects[kind] ?? kind
export const jobWords = (kind: string): string => jobKinds[kind] ?? kind
export const detailWords = (name: string): string => details[name] ?? name

export const jobStates: Record<string, { label: string; tone: string }> = {
  waiting: { label: '等待', tone: '' },
  running: { label: '进行中', tone: 'blue' },
  done: { label: '完成', tone: 'green' },
  dead: { label: '失败', tone: 'red' },
  cancelled: { label: '已取消', tone: 'amber' },
}

export interface Health {
  label: string
  tone: 'green' | 'amber' | 'red'
}

export const databaseStates: Record<string, Health> = {
  ready: { label: '正常', tone: 'green' },
  read_only: { label: '只读（磁盘已满或正在切换）', tone: 'amber' },
  down: { label: '不可用', tone: 'red' },
}

export const searchStates: Record<string, Health> = {
  ready: { label: '正常', tone: 'green' },
  rebuilding: { label: '正在重建', tone: 'amber' },
  broken: { label: '损坏，需要重建', tone: 'red' },
}
