// The words of the pages of checked reports.
export const batchStates: Record<string, { label: string; tone: string }> = {
  collecting: { label: '待上传', tone: 'amber' },
  checking: { label: '正在检查', tone: 'blue' },
  done: { label: '已检查', tone: 'green' },
}

export const reportStates: Record<string, { label: string; tone: string }> = {
  waiting: { label: '等待检查', tone: '' },
  read: { label: '已检查', tone: 'blue' },
  unreadable: { label: '不能读取', tone: 'red' },
  kept: { label: '已收录', tone: 'green' },
}

export const doubtWords: Record<string, string> = {
  recognised: '扫描识别',
  blank: '原件空白',
  missing: '原件没有这一行',
  misplaced: '列没有对齐',
  unreadable: '不是数字',
  unit: '没有写金额单位',
  weak: '表格难以辨认',
}

export const severityWords: Record<string, { label: string; tone: string }> = {
  error: { label: '错误', tone: 'red' },
  warning: { label: '提醒', tone: 'amber' },
  info: { label: '说明', tone: '' },
}

export const tableWords: Record<string, string> = { t2: '表二', t3: '表三', t4: '表四' }
