// The states and kinds of background work in the office's words.
export const jobStates: Record<string, { label: string; tone: string }> = {
  waiting: { label: '等待', tone: '' },
  running: { label: '进行中', tone: 'blue' },
  done: { label: '完成', tone: 'green' },
  dead: { label: '失败', tone: 'red' },
  cancelled: { label: '已取消', tone: 'amber' },
}
