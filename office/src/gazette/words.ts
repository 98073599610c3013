export const kinds: Record<string, string> = { built: '系统编发', scanned: '扫描入库' }

export const pageStates: Record<string, { label: string; tone: string }> = {
  waiting: { label: '待识别', tone: '' },
  recognised: { label: '未校对，机器识别', tone: 'amber' },
  proofread: { label: '已校对', tone: 'green' },
  failed: { label: '识别失败', tone: 'red' },
}
