// The server's short codes of letters in the office's words.
export const states: Record<string, { label: string; tone: string }> = {
  draft: { label: '草稿', tone: '' },
  submitted: { label: '待批准', tone: 'amber' },
  approved: { label: '已批准', tone: 'blue' },
  sent: { label: '已发出', tone: 'green' },
  discarded: { label: '已作废', tone: '' },
}

export const ways: Record<string, string> = {
  by_hand: '直接送达',
  registered_post: '挂号信',
  express: '快递',
  e_mail: '电子邮件',
  fax: '传真',
  online: '互联网',
}

export const recipients: Record<string, string> = {
  applicant: '申请人',
  third_party: '第三方',
  joint_maker: '共同制作机关',
  other_body: '其他机关',
  file: '存入案卷',
  from_third_party: '第三方填写后交回',
}

export const bodyKinds: Record<string, string> = {
  department: '政府部门',
  government: '人民政府',
  authorised: '法律、法规授权的组织',
  vertical: '海关、金融、外汇、税务、国家安全机关',
  justice: '司法行政部门',
}

export const applicantKinds: Record<string, string> = {
  natural: '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  ngo: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
}
