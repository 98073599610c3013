export const kinds: Record<string, string> = { built: '系统编发', scanned: '扫描入库' }

export const pageStates: Record<string, { label: string; tone: string }> = {
  waiting: { label: '待识别', tone: '' },
  recognised: { label: '未校对，机器识别', tone: 'warn' },
  proofread: { label: '已校对', tone: 'good' },
  failed: { label: '识别失败', tone: 'bad' },
}
